package dev.cpm.operator.cli.manifest;

/** JSON objects one after the other, as documents of YAML. */
final class JsonStream {
    private static final String BEGIN = "--- ";

    private JsonStream() {}

    /**
     * The same text with a beginning of a document before each object but the first; lines keep their numbers
     * where each begins a line of its own. What is no JSON is left as it is.
     */
    static String documents(String json) {
        StringBuilder documents = new StringBuilder(json.length());
        int depth = 0;
        boolean text = false;
        boolean escaped = false;
        boolean ended = false;
        boolean begun = false; // whether there is anything in this line
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (text) {
                text = escaped || c != '"';
                escaped = !escaped && c == '\\';
            } else if (c == '"') {
                text = true;
            } else if (c == '{') {
                if (depth++ == 0 && ended) {
                    documents.append(begun ? "\n" : "").append(BEGIN);
                }
            } else if (c == '}') {
                ended |= --depth == 0;
            } else if (ended && depth == 0 && !Character.isWhitespace(c)) {
                return json; // documents of YAML, of which the first is in braces
            }
            if (depth == 0 && !begun && c != '\n' && Character.isWhitespace(c)) {
                continue; // A document begins in the first column.
            }
            begun = c != '\n' && (begun || !Character.isWhitespace(c));
            documents.append(c);
        }
        return documents.toString();
    }
}
