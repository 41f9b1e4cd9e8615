package dev.cpm.operator.page;

import dev.cpm.operator.view.Machines;
import java.util.List;

/**
 * Machines as a row of squares: those in use filled, those free hollow; of very many, one bar. Where there is no limit a
 * thin line goes on to the right. Two lines of a drawing, however many machines there are.
 */
final class Bar {
    /** In units of the drawing, 240 by 8: a square and the gap after it. */
    private static final int PITCH = 10;

    private static final int GAP = 2;
    private static final int WIDTH = 240;
    private static final int SQUARES = WIDTH / PITCH;

    /** So much of a bar without limit is what is used. */
    private static final int UNLIMITED = 200;

    private Bar() {}

    static String of(Machines machines) {
        return of(machines.capacity(), machines.allocated());
    }

    /** One type of several, of which only this one is drawn: the {@code i}-th, for the script. */
    static String among(Machines machines, int i) {
        return of(machines).replace(" data-unit=", " data-of=\"" + i + "\" data-unit=");
    }

    /** All types of a zone together, none of which has a limit. */
    static String withoutLimit(List<Machines> machines) {
        return of(null, machines.stream().mapToInt(Machines::allocated).sum());
    }

    private static String of(Integer capacity, int allocated) {
        int shown = capacity == null || capacity == 0 ? allocated : capacity;
        boolean squares = capacity == null ? shown < SQUARES : shown <= SQUARES;
        double unit = squares ? PITCH : (double) (capacity == null ? UNLIMITED : WIDTH) / shown;
        int used = (int) Math.round(Math.min(allocated, shown) * unit) - (squares ? GAP : 0);
        int all = (int) Math.round(shown * unit) - (squares ? GAP : 0);
        StringBuilder lines = new StringBuilder();
        if (capacity == null) {
            line(lines, "open", Math.max(0, used + GAP), WIDTH);
        } else if (capacity > allocated) {
            // Neither used nor free machines vanish by being few.
            used = squares || used < WIDTH - GAP ? used : WIDTH - GAP;
            line(lines, "free", 0, all);
        }
        if (allocated > 0 && shown > 0) {
            line(lines, capacity != null && allocated > capacity ? "used over" : "used", 0, Math.max(GAP, used));
        }
        // What one machine takes is for the script, which marks those of a placement.
        return "<svg class=\"bar " + (squares ? "squares" : "solid") + "\" viewBox=\"0 0 240 8\" data-unit=\""
                + Math.round(unit * 1000) / 1000.0 + "\" aria-hidden=\"true\">" + lines + "</svg>";
    }

    private static void line(StringBuilder lines, String what, int from, int to) {
        lines.append("<path class=\"%s\" d=\"M%d 4H%d\"/>".formatted(what, from, to));
    }
}
