package dev.cpm.operator.controller;

import dev.cpm.operator.controller.Mirror.Key;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs where the operator failed, by a defect of its own: mostly at an object. It says so once of each, until it fails
 * there in another way, or no longer. For the engine's thread only.
 */
final class Defects {
    private static final Logger log = LoggerFactory.getLogger(Defects.class);

    private final Map<Object, String> known = new HashMap<>();

    /** Hears how the operator failed at something, or null where it did not fail. True if the failure is new. */
    boolean told(Object where, Throwable failure) {
        if (failure == null) {
            if (known.remove(where) != null) {
                log.info("The operator no longer fails at {}.", where);
            }
            return false;
        }
        String way = way(failure);
        boolean news = !way.equals(known.put(where, way));
        if (news) {
            log.error("The operator fails at {}, by a defect of its own. Please report it.", where, failure);
        }
        return news;
    }

    /** An object is gone; another one of its name is another. */
    void gone(Key key) {
        known.remove(key);
    }

    /** What it says and where it comes from; a virtual machine may leave out the latter if it happens often. */
    private static String way(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return failure + (trace.length == 0 ? "" : " at " + trace[0]);
    }
}
