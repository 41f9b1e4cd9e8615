package dev.cpm.operator.gitops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import party.iroiro.luajava.Lua;
import party.iroiro.luajava.lua51.Lua51;

/** Runs a script as Argo CD does: Lua 5.1, the object in the global {@code obj}, and no library but base, table and package. */
final class ArgoLua {
    private ArgoLua() {}

    /** What the script returns: tables as maps, or as lists where their keys are 1, 2, 3 … */
    static Object run(String script, Map<String, Object> object) {
        try (Lua lua = new Lua51()) {
            lua.openLibrary("package");
            lua.openLibrary("table");
            lua.pushNil();
            lua.setGlobal("java"); // luajava's own way out
            lua.push(object);
            lua.setGlobal("obj");
            lua.load(script);
            lua.pCall(0, 1);
            return value(lua);
        }
    }

    /** The value on top of the stack, which is taken off. */
    private static Object value(Lua lua) {
        Object value = switch (lua.type(-1)) {
            case NIL, NONE -> null;
            case BOOLEAN -> lua.toBoolean(-1);
            case NUMBER -> number(lua.toNumber(-1));
            case TABLE -> table(lua);
            default -> lua.toString(-1);
        };
        lua.pop(1);
        return value;
    }

    private static Object number(double number) {
        return number == Math.rint(number) ? (Object) (int) number : (Object) number;
    }

    private static Object table(Lua lua) {
        Map<Object, Object> fields = new LinkedHashMap<>();
        lua.pushNil();
        while (lua.next(-2) != 0) {
            Object field = value(lua);
            lua.pushValue(-1); // the key stays for the next round
            fields.put(value(lua), field);
        }
        List<Object> items = new ArrayList<>();
        for (int i = 1; fields.containsKey(i); i++) {
            items.add(fields.get(i));
        }
        return !items.isEmpty() && items.size() == fields.size() ? items : fields;
    }
}
