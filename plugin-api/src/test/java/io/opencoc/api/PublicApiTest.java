package io.opencoc.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What strangers rely on stays small, needs few others, and says how it is to be used. */
class PublicApiTest {
    private static final Path SOURCES = Path.of("src/main/java/io/opencoc/api");
    private static final Set<String> OTHERS = Set.of(
            "io.smallrye.mutiny.Uni",
            "io.smallrye.mutiny.Multi",
            "org.pf4j.ExtensionPoint",
            "org.slf4j.Logger",
            "org.jspecify.annotations.Nullable");
    private static final Pattern CLASS_NAME =
            Pattern.compile("[a-z][a-zA-Z0-9]*(?:\\.[a-z][a-zA-Z0-9]*)+\\.[A-Z][A-Za-z0-9.$]*");
    /** The first line of a method or constructor, of a type or of one inside it. */
    private static final Pattern METHOD = Pattern.compile(
            "^ {4}(?: {4})?(?!private |return |throw |if |for |while |super|this)(?:[\\w<>.,@\\[\\]]+ )*\\w+ ?\\(.*[;{]$");

    private static List<Class<?>> publicTypes() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("target/classes"))) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
                    .map(file -> file.substring("target/classes/".length(), file.length() - ".class".length()))
                    .<Class<?>>map(PublicApiTest::load)
                    .filter(type -> Modifier.isPublic(type.getModifiers()))
                    .toList();
        }
    }

    private static Class<?> load(String file) {
        try {
            return Class.forName(file.replace('/', '.'), false, PublicApiTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void hasFortyTypesAtMost() throws Exception {
        List<Class<?>> types = publicTypes();
        assertTrue(types.contains(AlarmSource.class) && types.contains(JsonReader.Kind.class));
        assertTrue(types.size() <= 40, () -> types.size() + " public types: " + types);
    }

    @Test
    void showsTypesOfTheJdkMutinyAndSlf4jOnly() throws Exception {
        Set<String> strange = new TreeSet<>();
        for (Class<?> type : publicTypes()) {
            Stream<Type> used = Stream.of(
                            Stream.of(type.getGenericInterfaces()),
                            Stream.ofNullable(type.getGenericSuperclass()),
                            Stream.of(type.getFields()).map(Field::getGenericType),
                            Stream.of(type.getMethods()).map(Method::getGenericReturnType),
                            Stream.<Executable>concat(Stream.of(type.getMethods()), Stream.of(type.getConstructors()))
                                    .flatMap(e -> Stream.concat(
                                            Stream.of(e.getGenericParameterTypes()),
                                            Stream.of(e.getGenericExceptionTypes()))))
                    .flatMap(s -> s);
            used.forEach(t -> CLASS_NAME
                    .matcher(t.getTypeName())
                    .results()
                    .map(m -> m.group())
                    .filter(name ->
                            !name.startsWith("java.") && !name.startsWith("io.opencoc.api.") && !OTHERS.contains(name))
                    .forEach(strange::add));
        }
        assertEquals(Set.of(), strange);
    }

    @Test
    void everyTypeSaysSinceWhenAndOnWhichThreads() throws Exception {
        Set<String> silent = new TreeSet<>();
        for (Path file : sources()) {
            String source = Files.readString(file);
            int type = source.indexOf("\npublic ");
            String comment = source.substring(source.lastIndexOf("/**", type), type);
            boolean constants = source.startsWith("public enum", type + 1);
            if (!comment.contains("@since ") || !constants && !comment.contains("hread")) {
                silent.add(file.getFileName().toString());
            }
        }
        assertEquals(Set.of(), silent);
    }

    @Test
    void everyMethodHasAComment() throws Exception {
        Set<String> silent = new TreeSet<>();
        int methods = 0;
        for (Path file : sources()) {
            String last = "";
            for (String line : Files.readAllLines(file)) {
                if (METHOD.matcher(line).find()) {
                    methods++;
                    if (!last.endsWith("*/") && !last.equals("@Override")) {
                        silent.add(file.getFileName() + ": " + line.strip());
                    }
                }
                last = line.isBlank() || line.strip().equals("@Nullable") ? last : line.strip();
            }
        }
        assertTrue(methods > 60, "they are found: " + methods);
        assertEquals(Set.of(), silent);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.filter(file -> !file.endsWith("package-info.java")).toList();
        }
    }
}
