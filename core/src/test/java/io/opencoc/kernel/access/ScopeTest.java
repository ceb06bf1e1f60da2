package io.opencoc.kernel.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScopeTest {
    private static final UUID A = UUID.randomUUID();
    private static final UUID B = UUID.randomUUID();
    private static final Scope.Clause ALL = new Scope.Clause(List.of(), List.of());

    private static Scope.Clause in(UUID project, boolean in) {
        return new Scope.Clause(List.of(), List.of(new Condition.Project("p", List.of(project), in)));
    }

    private static Scope scope(List<Scope.Clause> allowed, Scope.Clause... denied) {
        return new Scope(allowed, List.of(denied));
    }

    @Test
    void reachesAProjectInWhichThereMayBeSomething() {
        assertTrue(Scope.ALL.reaches(A));
        assertFalse(scope(List.of()).reaches(A));
        assertTrue(scope(List.of(in(A, true))).reaches(A));
        assertFalse(scope(List.of(in(A, true))).reaches(B));
        assertTrue(scope(List.of(in(A, false))).reaches(B));
        assertFalse(scope(List.of(ALL), in(A, true)).reaches(A));
        Scope.Clause one = new Scope.Clause(List.of(new Glob(UUID.randomUUID().toString())), List.of());
        assertTrue(scope(List.of(one)).reaches(A), "the thing may be in it");
        assertTrue(scope(List.of(ALL), one).reaches(A), "all but one thing");
    }

    @Test
    void isBoundToTheProjectsOfAllItsClauses() {
        assertNull(Scope.ALL.projects());
        assertEquals(Set.of(A, B), scope(List.of(in(A, true), in(B, true))).projects());
        assertNull(scope(List.of(in(A, true), in(B, false))).projects());
        assertEquals(Set.of(A), scope(List.of(in(A, true)), in(B, true)).projects());
        assertEquals(Set.of(), scope(List.of()).projects());
    }
}
