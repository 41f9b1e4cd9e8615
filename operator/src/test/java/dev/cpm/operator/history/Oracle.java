package dev.cpm.operator.history;

import java.util.List;

/** A promise that is judged from a whole history: what breaks it, in words with the revision; nothing if it is kept. */
interface Oracle {
    List<String> broken(Chronicle chronicle);
}
