package io.opencoc.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opencoc.kernel.access.Access;
import io.opencoc.kernel.access.Caller;
import io.opencoc.kernel.access.Statement;
import io.opencoc.kernel.access.Target;
import io.opencoc.kernel.http.Contract;
import io.opencoc.kernel.http.Problem;
import io.opencoc.kernel.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyDocumentTest {
    private static final String TASK = """
            {"Version": "1.1", "Statement": [{"Effect": "Allow", "Action": ["coc:task:create"]}]}""";
    private static final String DENY = """
            {"Version": "1.1", "Statement": [{"Effect": "Deny", "Action": ["coc:document:delete"]}]}""";
    private static final String SEVERAL = """
            {"Version": "1.1", "Statement": [{"Effect": "Allow", "Action": ["coc:document:create", "scm:cert:complete"]}]}""";

    private static PolicyDocument read(String json) {
        return PolicyDocument.of(Json.tree(json));
    }

    private static Access of(String... documents) {
        List<Statement> all = new ArrayList<>();
        for (String d : documents) {
            all.addAll(read(d).statements("p", null, null, null));
        }
        return Access.of(all);
    }

    private static boolean allows(Access access, String action) {
        return access.decide(action, Caller.system(), Target.TENANT).allowed();
    }

    @Test
    void theExamplesOfTheGuideMeanWhatItSays() {
        assertTrue(allows(of(TASK), "coc:task:create"));
        assertFalse(allows(of(TASK), "coc:task:delete"));
        String full = "{\"Version\":\"1.1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"coc:*:*\"]}]}";
        assertFalse(allows(of(full, DENY), "coc:document:delete"));
        assertFalse(allows(of(DENY, full), "coc:document:delete"));
        assertTrue(allows(of(full, DENY), "coc:document:create"));
        assertFalse(allows(of(DENY), "coc:document:create"));
        assertTrue(allows(of(SEVERAL), "coc:document:create"));
        assertFalse(allows(of(SEVERAL), "scm:cert:complete"), "another service's means nothing here");
    }

    @Test
    void isWrittenAsItWasRead() {
        String whole =
                "{\"Version\":\"1.1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"coc:incident:*\",\"scm:cert:complete\"],"
                        + "\"Resource\":[\"coc:*:*:incident:*\"],\"Condition\":{\"StringEquals\":{\"g:EnterpriseProjectId\":"
                        + "[\"0194f0f0-0000-7000-8000-000000000001\"],\"g:ResourceTag/team\":[\"a\"]},\"DateLessThan\":{\"g:CurrentTime\":"
                        + "[\"2027-01-01T00:00:00Z\"]},\"NotIpAddress\":{\"g:SourceIp\":[\"10.0.0.0/8\",\"::1\"]}}}]}";
        assertEquals(whole, Json.write(read(whole)));
        // As the database gives it back: with the keys in another order.
        assertEquals(
                whole,
                Json.write(read("{\"Statement\":" + Json.tree(whole).get("Statement") + ",\"Version\":\"1.1\"}")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []                                                                               | document
            {"Version":"1.0","Statement":[{"Effect":"Allow","Action":["a:b:c"]}]}            | document.Version
            {"Statement":[{"Effect":"Allow","Action":["a:b:c"]}]}                            | document.Version
            {"Version":"1.1","Statement":[]}                                                 | document.Statement
            {"Version":"1.1","Statement":[1]}                                                | document.Statement[0]
            {"Version":"1.1","Id":"x","Statement":[{"Effect":"Allow","Action":["a:b:c"]}]}   | document.Id
            {"Version":"1.1","Statement":[{"Effect":"allow","Action":["a:b:c"]}]}            | document.Statement[0].Effect
            {"Version":"1.1","Statement":[{"Effect":"Allow"}]}                               | document.Statement[0].Action
            {"Version":"1.1","Statement":[{"Effect":"Allow","Action":"a:b:c"}]}              | document.Statement[0].Action
            {"Version":"1.1","Statement":[{"Effect":"Allow","Action":["a:b:c","*"]}]}        | document.Statement[0].Action[1]
            {"Version":"1.1","Statement":[{"Effect":"Allow","Action":["a:b:c",7]}]}          | document.Statement[0].Action[1]
            {"Version":"1.1","Statement":[{"Effect":"Allow","Action":["a:b:c"],"Not":1}]}    | document.Statement[0].Not
            {"Version":"1.1","Statement":[{"Effect":"Allow","Action":["a:b:c"],"Resource":["x"]}]}                   | document.Statement[0].Resource[0]
            {"Version":"1.1","Statement":[{"Effect":"Allow","Action":["a:b:c"],"Resource":["coc:eu:*:incident:*"]}]} | document.Statement[0].Resource[0]
            {"Version":"1.1","Statement":[{"Effect":"Allow","Action":["a:b:c"],"Condition":{}}]}                     | document.Statement[0].Condition
            {"Version":"1.1","Statement":[{"Effect":"Allow","Action":["a:b:c"],"Condition":{"Bool":{"x":["y"]}}}]}   | document.Statement[0].Condition.Bool
            """)
    void whatIsWrongIsNamedByItsPlace(String json, String field) {
        Problem problem = assertThrows(Problem.class, () -> read(json));
        assertTrue(
                problem.errors().stream().anyMatch(e -> e.field().equals(field)),
                problem.errors().toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            StringEquals  | g:EnterpriseProjectId | default          | [0]
            StringLike    | g:EnterpriseProjectId | 01*              |
            StringEquals  | g:ResourceTag/team    | a*               | [0]
            StringEquals  | g:ResourceTag/        | a                |
            StringEquals  | g:CurrentTime         | a                |
            DateLessThan  | g:CurrentTime         | tomorrow         | [0]
            DateLessThan  | g:CurrentTime         | 2026-01-31       | [0]
            IpAddress     | g:SourceIp            | localhost        | [0]
            IpAddress     | g:SourceIp            | 10.0.0.0/33      | [0]
            IpAddress     | g:SourceIp            | 10.0.0.0/8/8     | [0]
            IpAddress     | g:SourceIp            | fe80::1%eth0     | [0]
            NotIpAddress  | g:UserAgent           | 10.0.0.0/8       |
            """)
    void aWrongConditionIsNamedByItsPlace(String operator, String key, String value, String index) {
        String json = Json.write(Map.of(
                "Version",
                "1.1",
                "Statement",
                List.of(Map.of(
                        "Effect",
                        "Allow",
                        "Action",
                        List.of("coc:incident:list"),
                        "Condition",
                        Map.of(operator, Map.of(key, List.of(value)))))));
        Problem problem = assertThrows(Problem.class, () -> read(json));
        assertEquals(
                "document.Statement[0].Condition." + operator + "." + key + (index == null ? "" : index),
                problem.errors().getFirst().field());
    }

    @Test
    void isBounded() {
        assertThrows(Problem.class, () -> PolicyDocument.allowing(java.util.Collections.nCopies(101, "coc:a:b")));
        Problem large = assertThrows(
                Problem.class,
                () -> PolicyDocument.allowing(
                        java.util.Collections.nCopies(100, "coc:" + "a".repeat(30) + ":" + "b".repeat(30))));
        assertTrue(large.getMessage().contains("6144"), large.getMessage());
        PolicyDocument.allowing(java.util.Collections.nCopies(100, "coc:incident:list"));
        // However much is wrong, the answer stays small.
        Problem many =
                assertThrows(Problem.class, () -> PolicyDocument.allowing(java.util.Collections.nCopies(100, "wrong")));
        assertTrue(many.errors().size() <= 21);
    }

    @Test
    void anAttachmentToAProjectLimitsEveryStatement() {
        UUID here = UUID.randomUUID();
        Access access = Access.of(read(TASK).statements("p", null, null, here));
        assertTrue(access.decide("coc:task:create", Caller.system(), Target.of(here, null))
                .allowed());
        assertFalse(access.decide("coc:task:create", Caller.system(), Target.of(UUID.randomUUID(), null))
                .allowed());
        assertFalse(allows(access, "coc:task:create"));
    }

    @Test
    void whatHasNoEffectIsSaid() {
        Permissions permissions = new Permissions(Contract.load());
        PolicyDocument odd = read(
                "{\"Version\":\"1.1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
                        + "[\"coc:incident:list\",\"coc:warp:engage\",\"scm:cert:complete\",\"coc:inc*:*\"]},"
                        + "{\"Effect\":\"Allow\",\"Action\":[\"coc:user:list\",\"coc:incident:list\"],"
                        + "\"Condition\":{\"StringEquals\":{\"g:EnterpriseProjectId\":[\"0194f0f0-0000-7000-8000-000000000001\"]}}}]}");
        assertEquals(
                List.of(
                        "document.Statement[0].Action[1]",
                        "document.Statement[0].Action[2]",
                        "document.Statement[1].Action[0]"),
                odd.warnings(permissions).stream()
                        .map(Problem.FieldError::field)
                        .toList());
    }

    @Test
    void whatCanNeverApplyIsSaid() {
        Permissions permissions = new Permissions(Contract.load());
        String id = "0190b1a2-0000-7000-8000-000000000000";
        // Who writes these believes that somebody or something is guarded now.
        for (String statement : List.of(
                "{'Effect':'Deny','Action':['coc:user:delete'],'Resource':['coc:*:*:user:" + id + "']}",
                "{'Effect':'Deny','Action':['coc:user:delete'],'Resource':['coc:*:*:incident:*']}",
                "{'Effect':'Deny','Action':['coc:user:delete'],'Condition':{'StringEquals':{'g:ResourceTag/a':['b']}}}")) {
            assertEquals(
                    List.of("document.Statement[0].Action[0]"),
                    read(("{'Version':'1.1','Statement':[" + statement + "]}").replace('\'', '"'))
                            .warnings(permissions)
                            .stream()
                            .map(Problem.FieldError::field)
                            .toList(),
                    statement);
        }
    }

    @Test
    void thereAreSystemPolicies() {
        Access reader =
                Access.of(SystemPolicies.named("COC ReadOnlyAccess").document().statements("r", null, null, null));
        for (Contract.Action a : Contract.load().actions().values()) {
            boolean reads = a.name().endsWith(":list") || a.name().endsWith(":get");
            assertEquals(reads, allows(reader, a.name()), a.name());
        }
        assertEquals(
                8,
                SystemPolicies.all().stream()
                        .map(SystemPolicies.SystemPolicy::id)
                        .distinct()
                        .count());
        Permissions permissions = new Permissions(Contract.load());
        List<String> needed = permissions.of(List.of("user", "group", "policy"));
        for (String name : List.of("COC FullAccess", "Administrator")) {
            assertTrue(
                    Administrators.isAdministrator(
                            Access.of(SystemPolicies.named(name).document().statements(name, null, null, null)),
                            needed),
                    name);
        }
        assertFalse(Administrators.isAdministrator(reader, needed));
    }
}
