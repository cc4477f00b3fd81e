package io.faultline.harness.docker;

import io.faultline.node.process.NodeMain;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.core.JsonGenerator;

/**
 * The node as a runnable jar, put together from where the class path of this JVM has its classes.
 *
 * <p>So it is the same whether the harness runs from Maven's artifacts, from its own merged jar or from the folders of an
 * editor, and always of one version with the harness. A node needs its own classes and those of {@code jackson-core},
 * nothing else.
 */
final class NodeJar {
    private static final List<Part> PARTS = List.of(
            new Part(NodeMain.class, "io/faultline/node/"), new Part(JsonGenerator.class, "tools/jackson/core/"));

    private static final String VERSIONS = "META-INF/versions";

    /** The earliest time a jar can tell; any fixed one will do. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private NodeJar() {}

    /** The bytes of the jar: the same for the same classes. */
    static byte[] bytes() throws IOException {
        TreeMap<String, byte[]> classes = new TreeMap<>();
        for (Part part : PARTS) {
            collect(part, classes);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2 << 20);
        try (ZipOutputStream jar = new ZipOutputStream(bytes)) {
            // Stored: what a compressor makes of it may change from one Java to the next, and the jar is read from an
            // image anyway.
            jar.setMethod(ZipOutputStream.STORED);
            add(jar, JarFile.MANIFEST_NAME, manifest());
            for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
                add(jar, entry.getKey(), entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] manifest() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, NodeMain.class.getName());
        manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        manifest.write(bytes);
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream jar, String name, byte[] content) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        entry.setCrc(sum.getValue());
        jar.putNextEntry(entry);
        jar.write(content);
        jar.closeEntry();
    }

    private static void collect(Part part, Map<String, byte[]> classes) throws IOException {
        Path source = part.source();
        if (Files.isDirectory(source)) {
            collect(part, source, classes);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(source)) {
                collect(part, jar.getPath("/"), classes);
            }
        }
    }

    private static void collect(Part part, Path root, Map<String, byte[]> classes) throws IOException {
        for (Path folder : part.folders(root)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(NodeJar::isClass).toList()) {
                    classes.put(root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
                }
            }
        }
    }

    private static boolean isClass(Path file) {
        return file.toString().endsWith(".class") && Files.isRegularFile(file);
    }

    /**
     * Some classes that belong into the jar.
     *
     * @param anchor one of them
     * @param folder the folder that all of them lie in
     */
    private record Part(Class<?> anchor, String folder) {
        /** The jar or folder on the class path that has them. */
        Path source() throws IOException {
            try {
                return Path.of(anchor.getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI());
            } catch (URISyntaxException | RuntimeException e) {
                throw new IOException("cannot tell where the classes of " + folder + " are loaded from", e);
            }
        }

        /** Where its classes lie below a root: also those for later versions of Java, which a jar may keep apart. */
        List<Path> folders(Path root) throws IOException {
            List<Path> roots = new ArrayList<>(List.of(root));
            Path versions = root.resolve(VERSIONS);
            if (Files.isDirectory(versions)) {
                try (Stream<Path> each = Files.list(versions)) {
                    each.forEach(roots::add);
                }
            }
            return roots.stream()
                    .map(path -> path.resolve(folder))
                    .filter(Files::isDirectory)
                    .toList();
        }
    }
}
