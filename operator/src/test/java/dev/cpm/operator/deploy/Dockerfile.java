package dev.cpm.operator.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a Dockerfile says, stage by stage; it knows the few forms that {@code deploy/image/Dockerfile} has, and no others. */
record Dockerfile(List<Stage> stages) {
    static final Path OF_THE_IMAGE = Path.of("..", "deploy", "image", "Dockerfile");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern FROM = Pattern.compile("FROM (\\S+)(?: AS (\\S+))?");
    private static final Pattern ENV = Pattern.compile("ENV (\\w+)=\"([^\"]*)\"");
    private static final Pattern RUN = Pattern.compile("RUN (\\[.*\\])");
    private static final Pattern COPY = Pattern.compile("COPY --from=(\\S+) --chown=(\\d+):\\d+ (\\S+) (\\S+)");

    /**
     * From one FROM to the next.
     *
     * @param name null where it has none
     * @param runs the words of each RUN, which all have the exec form
     */
    record Stage(
            String base, String name, Map<String, String> environment, List<List<String>> runs, List<Copy> copies) {}

    /** A file of another stage; {@code owner} is the number of the user whose it will be. */
    record Copy(String stage, int owner, String from, String to) {}

    static Dockerfile read(Path file) throws IOException {
        List<Stage> stages = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank() && !line.startsWith("#") && !line.startsWith("ARG ")) {
                take(line, stages);
            }
        }
        return new Dockerfile(stages);
    }

    private static void take(String line, List<Stage> stages) throws JsonProcessingException {
        Matcher from = FROM.matcher(line);
        if (from.matches()) {
            stages.add(new Stage(
                    from.group(1), from.group(2), new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>()));
            return;
        }
        Stage stage = stages.get(stages.size() - 1);
        Matcher env = ENV.matcher(line);
        Matcher run = RUN.matcher(line);
        Matcher copy = COPY.matcher(line);
        if (env.matches()) {
            stage.environment().put(env.group(1), env.group(2));
        } else if (run.matches()) {
            stage.runs().add(List.of(JSON.readValue(run.group(1), String[].class)));
        } else if (copy.matches()) {
            stage.copies().add(new Copy(copy.group(1), Integer.parseInt(copy.group(2)), copy.group(3), copy.group(4)));
        } else {
            throw new IllegalArgumentException("not known, or not without a shell: " + line);
        }
    }
}
