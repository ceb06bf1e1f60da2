package io.opencoc.plugin.webhook;

import io.opencoc.api.BadPayloadException;
import io.opencoc.plugin.webhook.Node.Arr;
import io.opencoc.plugin.webhook.Node.Obj;
import java.util.List;
import java.util.function.Function;

/**
 * The alarms in a body, or in the data of an event.
 *
 * @param place where they stand, for messages; empty for the whole
 * @param elements one for each alarm
 * @param single whether the place is that of the only alarm, not of an array
 */
record AlarmList(String place, List<Node> elements, boolean single) {

    /** Finds them. Without a setting these are the entries of an array that is the whole, or stands at a customary place, else the whole is one. */
    static AlarmList find(Mapping mapping, Node whole, Node root) throws BadPayloadException {
        boolean given = mapping.given().contains(Field.ALARMS);
        if (!given && whole instanceof Arr array) {
            return new AlarmList("", checked(array.elements()), false);
        }
        for (Path path : mapping.of(Field.ALARMS).paths()) {
            Node node = path.find(whole, root);
            if (node instanceof Arr array && (given || isOfObjects(array))) {
                return new AlarmList(path.toString(), checked(array.elements()), false);
            }
            if (given && node != null && !node.isAbsent()) {
                return new AlarmList(path.steps().isEmpty() ? "" : path.toString(), List.of(node), true);
            }
        }
        if (given) {
            throw new BadPayloadException("setting 'alarms': nothing is there; the body "
                    + (whole instanceof Obj object ? "has " + JsonText.names(object) : "is " + whole.described()));
        }
        return new AlarmList("", List.of(whole), true);
    }

    private static boolean isOfObjects(Arr array) {
        return !array.elements().isEmpty() && array.elements().get(0) instanceof Obj;
    }

    private static List<Node> checked(List<Node> elements) throws BadPayloadException {
        Batch.checkCount(elements.size(), "alarms");
        return elements;
    }

    /**
     * Makes alarms of them.
     *
     * @param prefix of places in messages
     * @param raw the text of an alarm as it was sent
     */
    void map(Mapping mapping, Surroundings around, String prefix, Function<Obj, String> raw, Batch into) {
        for (int i = 0; i < elements.size(); i++) {
            Node element = elements.get(i);
            String here = prefix + place + (single ? "" : "[" + i + "]");
            if (!(element instanceof Obj alarm)) {
                into.problem(here, "it is " + element.described() + ", not an object");
                continue;
            }
            try {
                into.add(new Mapper(mapping, around, alarm).event(raw.apply(alarm)));
            } catch (BadAlarmException e) {
                into.problem(here, String.valueOf(e.getMessage()));
            }
        }
    }
}
