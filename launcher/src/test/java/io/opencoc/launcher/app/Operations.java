package io.opencoc.launcher.app;

import io.opencoc.kernel.http.Contract;
import io.opencoc.kernel.http.Contract.Operation;
import io.opencoc.launcher.app.ApiUser.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The operations of the contract, for tests that walk through them. */
final class Operations {
    static final Contract CONTRACT = Contract.load();

    private Operations() {}

    /** All but the live updates, which have a test of their own. */
    static Stream<Operation> operations() {
        return CONTRACT.operations().values().stream().filter(o -> !o.raw());
    }

    /** Those that are for every tenant's users. */
    static Stream<Operation> guarded() {
        return operations().filter(o -> o.action().startsWith("coc:") && o.reach() != Contract.Reach.SYSTEM);
    }

    /** Those for the users of the tenant that runs the installation. */
    static Stream<Operation> system() {
        return operations().filter(o -> o.reach() == Contract.Reach.SYSTEM);
    }

    static boolean isOfOneThing(Operation o) {
        return o.path().contains("{");
    }

    /** What came of each operation that did not do as it must. */
    static Map<String, Answer> wrong(
            Stream<Operation> operations,
            java.util.function.Function<Operation, Answer> call,
            java.util.function.BiPredicate<Operation, Answer> right) {
        Map<String, Answer> wrong = new LinkedHashMap<>();
        operations.forEach(o -> {
            Answer a = call.apply(o);
            if (!right.test(o, a)) {
                wrong.put(o.id(), a);
            }
        });
        return wrong;
    }

    static boolean isProblem(Answer a, int status) {
        return a.status() == status
                && a.headers().firstValue("Content-Type").orElse("").equals("application/problem+json")
                && a.json().get("status").asInt() == status;
    }
}
