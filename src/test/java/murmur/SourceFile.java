package murmur;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// A Java file as its author wrote it: lines, and the sizes of what is declared in it.
///
/// @param path relative to the repository
record SourceFile(Path path, List<String> lines, List<Declaration> declarations) {
    SourceFile {
        lines = List.copyOf(lines);
        declarations = List.copyOf(declarations);
    }

    private static final String TEXT_DELIMITER = "\"".repeat(3);

    enum Kind {
        METHOD,
        RECORD_CONSTRUCTOR,
        RECORD
    }

    /// A method, constructor or record.
    ///
    /// @param lines to its closing brace; those of a method begin with its return type, after the tables in annotations
    /// @param parameters parameters, or components
    record Declaration(Kind kind, String name, long line, long lines, int parameters) {}

    /// The positions of lines that their author could break: neither imports nor in a text block.
    IntStream linesOfCode() {
        BitSet code = new BitSet();
        boolean inText = false;
        for (int i = 0; i < lines.size(); i++) {
            boolean delimits = lines.get(i).split(TEXT_DELIMITER, -1).length % 2 == 0;
            code.set(i, !inText && !lines.get(i).startsWith("import "));
            inText ^= delimits;
        }
        return code.stream();
    }

    /// Parses every Java file below `folder`, in the order of their paths.
    static List<SourceFile> below(Path folder) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (Stream<Path> found = Files.walk(folder);
                StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<Path> paths = found.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            if (paths.isEmpty()) {
                return List.of();
            }
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(paths));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            List<SourceFile> sources = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                Path path = Path.of(unit.getSourceFile().getName());
                sources.add(
                        new SourceFile(path, Files.readAllLines(path), new Scanner(unit, positions).declarations()));
            }
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Scanner extends TreeScanner<@Nullable Void, ClassTree> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<Declaration> found = new ArrayList<>();

        Scanner(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        List<Declaration> declarations() {
            unit.getTypeDecls().forEach(type -> scan(type, null));
            return found;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable ClassTree owner) {
            if (type.getKind() == Tree.Kind.RECORD) {
                long components =
                        type.getMembers().stream().filter(Scanner::isComponent).count();
                add(Kind.RECORD, type.getSimpleName().toString(), type, (int) components);
            }
            return super.visitClass(type, type);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable ClassTree owner) {
            boolean constructsRecord =
                    method.getReturnType() == null && owner != null && owner.getKind() == Tree.Kind.RECORD;
            Kind kind = constructsRecord ? Kind.RECORD_CONSTRUCTOR : Kind.METHOD;
            add(
                    kind,
                    method.getName().toString(),
                    method,
                    method.getParameters().size());
            return super.visitMethod(method, owner);
        }

        private void add(Kind kind, String name, Tree tree, int parameters) {
            Tree start =
                    tree instanceof MethodTree method && method.getReturnType() != null ? method.getReturnType() : tree;
            long first = line(positions.getStartPosition(unit, start));
            long last = line(positions.getEndPosition(unit, tree));
            found.add(new Declaration(kind, name, first, last - first + 1, parameters));
        }

        private long line(long position) {
            return unit.getLineMap().getLineNumber(position);
        }

        /// Before attribution a record's components are its fields that are not static.
        private static boolean isComponent(Tree member) {
            return member instanceof VariableTree field
                    && !field.getModifiers().getFlags().contains(Modifier.STATIC);
        }
    }
}
