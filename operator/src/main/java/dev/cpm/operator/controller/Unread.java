package dev.cpm.operator.controller;

import dev.cpm.operator.api.FieldError;
import dev.cpm.operator.api.Placement;
import dev.cpm.operator.api.Resource;
import dev.cpm.operator.controller.Mirror.Key;
import dev.cpm.operator.placement.model.InvalidSpec;
import dev.cpm.operator.placement.model.Known;
import dev.cpm.operator.placement.status.Happening;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what cannot be read of an object, once until that changes: in the log, and by an Event where the status cannot
 * say it, because it is not written. For the engine's thread only.
 */
final class Unread {
    private static final Logger log = LoggerFactory.getLogger(Unread.class);

    private final EventRecorder events;
    private final Map<Key, String> told = new HashMap<>();

    Unread(EventRecorder events) {
        this.events = events;
    }

    /** An object as it is now; {@code known} is what is known of a placement, else null. */
    void seen(HasMetadata object, Known known) {
        List<FieldError> errors = new ArrayList<>();
        if (object instanceof Resource<?, ?> ours) {
            errors.addAll(ours.unreadableSpec());
            errors.addAll(ours.unreadableStatus());
        }
        if (known != null) {
            known.lost().stream().filter(error -> !errors.contains(error)).forEach(errors::add);
        }
        Key key = Key.of(object);
        if (errors.isEmpty()) {
            told.remove(key);
            return;
        }
        String why = InvalidSpec.message(errors);
        if (why.equals(told.put(key, why))) {
            return;
        }
        if (object instanceof Placement && known.setAside()) {
            String rest = "it is left as it is, and holds as many machines as its replicas tell";
            log.warn("Cannot read what {} has; {}: {}", key, rest, why);
            String note = InvalidSpec.message(known.lost()) + "; " + rest + " until the status is corrected";
            events.record(
                    object, () -> List.of(new Happening(Happening.Type.Warning, "UnreadableStatus", "SetAside", note)));
        } else {
            log.warn("Cannot read all of {}: {}", key, why);
        }
    }

    /** An object is gone. */
    void gone(Key key) {
        told.remove(key);
    }
}
