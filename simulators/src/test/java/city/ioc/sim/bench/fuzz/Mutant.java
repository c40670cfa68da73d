package city.ioc.sim.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * A class of {@code signal.safety} with one line of its source changed, compiled and loaded beside the real one together with
 * everything that uses it. So that production code needs no switch by which a rule could be turned off.
 */
final class Mutant {
    private static final Path SOURCES = Path.of("..", "signal-control", "src", "main", "java");
    private static final List<String> LOADED_ANEW =
            List.of("city.ioc.signal.", "city.ioc.sim.bench.", "city.ioc.core.", "city.ioc.edge.");

    private final ClassLoader loader;

    private Mutant(ClassLoader loader) {
        this.loader = loader;
    }

    /** Changes {@code from}, which stands in the source of {@code className} exactly once, to {@code to}. */
    static Mutant of(String className, String from, String to, Path scratch) {
        try {
            Path source = SOURCES.resolve(className.replace('.', '/') + ".java");
            String text = Files.readString(source);
            assertThat(text.split(java.util.regex.Pattern.quote(from), -1))
                    .as("places of \"%s\" in %s", from, source)
                    .hasSize(2);
            Files.createDirectories(scratch);
            Path changed = scratch.resolve(source.getFileName().toString());
            Files.writeString(changed, text.replace(from, to));
            return new Mutant(new Loader(compile(changed, scratch.resolve("classes"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, byte[]> compile(Path source, Path classes) throws IOException {
        Files.createDirectories(classes);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int status = compiler.run(
                null,
                null,
                null,
                "-proc:none",
                "-nowarn",
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                source.toString());
        assertThat(status).as("the changed source compiles").isZero();
        Map<String, byte[]> compiled = new HashMap<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = classes.relativize(file).toString().replace('/', '.');
                compiled.put(name.substring(0, name.length() - ".class".length()), Files.readAllBytes(file));
            }
        }
        return compiled;
    }

    /** What {@link MutantProbe} finds with the change in force. */
    String probe(World.Kind kind, long ticks) {
        try {
            return (String) Class.forName(MutantProbe.class.getName(), true, loader)
                    .getMethod("probe", String.class, long.class)
                    .invoke(null, kind.name(), ticks);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> changed;

        Loader(Map<String, byte[]> changed) {
            super(Mutant.class.getClassLoader());
            this.changed = changed;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (LOADED_ANEW.stream().noneMatch(name::startsWith)) return super.loadClass(name, resolve);
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            byte[] bytes = changed.get(name);
            if (bytes == null) bytes = read(name);
            return defineClass(name, bytes, 0, bytes.length);
        }

        private byte[] read(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) throw new ClassNotFoundException(name);
                return in.readAllBytes();
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
