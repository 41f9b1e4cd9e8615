package dev.cpm.operator.cli.admission;

import com.google.common.collect.ImmutableSet;
import dev.cel.common.CelContainer;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.DefaultTypeProvider;
import dev.cel.common.values.CelValueConverter;
import dev.cel.common.values.CelValueProvider;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.DefaultDispatcher;
import dev.cel.runtime.InternalCelFunctionBinding;
import dev.cel.runtime.Program;
import dev.cel.runtime.RuntimeEquality;
import dev.cel.runtime.RuntimeHelpers;
import dev.cel.runtime.TypeResolver;
import dev.cel.runtime.planner.ProgramPlanner;
import dev.cel.runtime.standard.TypeFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Judges by expressions in CEL with its standard functions, which is all that the rules of our definitions use.
 *
 * <p>It puts together the library's planner by itself. What {@code CelRuntimeFactory} makes reads the descriptors of
 * Protobuf's own types first, which takes as long as all rules do, and for which JDK 24 and later print a warning of
 * {@code sun.misc.Unsafe} to the user; no object of Kubernetes has such types.
 */
final class Cel {
    private static final CelParser PARSER = CelParserFactory.standardCelParserBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .build();
    private static final ProgramPlanner PLANNER = planner();
    private static final Map<String, Cel> PLANNED = new ConcurrentHashMap<>();

    private final Program program;
    private final String problem;

    private Cel(Program program, String problem) {
        this.program = program;
        this.problem = problem;
    }

    /** Why an expression cannot be judged. */
    static final class NotJudged extends Exception {
        private static final long serialVersionUID = 1L;

        /** Of the library's words the first line; what follows is a drawing. */
        NotJudged(String message) {
            super(message.lines().findFirst().orElse(""), null, false, false);
        }
    }

    /**
     * Whether a rule holds.
     *
     * @throws NotJudged where it is no CEL, asks for functions that there are not, or does not fit the values
     */
    static boolean holds(String rule, Map<String, Object> variables) throws NotJudged {
        return PLANNED.computeIfAbsent(rule, Cel::plan).holds(variables);
    }

    private static Cel plan(String rule) {
        try {
            return new Cel(PLANNER.plan(PARSER.parse(rule).getAst()), null);
        } catch (CelValidationException | CelEvaluationException e) {
            return new Cel(null, e.getMessage());
        }
    }

    private boolean holds(Map<String, Object> variables) throws NotJudged {
        if (program == null) {
            throw new NotJudged(problem);
        }
        try {
            if (program.eval(variables) instanceof Boolean holds) {
                return holds;
            }
            throw new NotJudged("it is neither true nor false");
        } catch (CelEvaluationException e) {
            throw new NotJudged(e.getMessage());
        }
    }

    private static ProgramPlanner planner() {
        CelOptions options =
                CelOptions.current().enableHeterogeneousNumericComparisons(true).build();
        CelValueConverter values = CelValueConverter.getDefaultInstance();
        CelValueProvider noStructs = (type, fields) -> Optional.empty();
        return ProgramPlanner.newPlanner(
                DefaultTypeProvider.getInstance(),
                noStructs,
                functions(options, values),
                values,
                CelContainer.newBuilder().build(),
                options,
                ImmutableSet.of());
    }

    private static DefaultDispatcher functions(CelOptions options, CelValueConverter values) {
        RuntimeEquality equality = RuntimeEquality.create(RuntimeHelpers.create(), options);
        List<CelFunctionBinding> bindings =
                new ArrayList<>(CelStandardFunctions.newBuilder().build().newFunctionBindings(equality, options));
        bindings.addAll(TypeFunction.create(new TypeResolver(values) {}).newFunctionBindings(options, equality));
        DefaultDispatcher.Builder functions = DefaultDispatcher.newBuilder();
        bindings.forEach(binding -> functions.addOverload(
                binding instanceof InternalCelFunctionBinding named ? named.getFunctionName() : binding.getOverloadId(),
                binding.getOverloadId(),
                binding.getArgTypes(),
                binding.isStrict(),
                binding.getDefinition()));
        return functions.build();
    }
}
