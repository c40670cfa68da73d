package city.ioc.api.things;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A part of a {@code $filter} or {@code $orderby}: gives the values it has for an entity. A way to many entities gives the values of all
 * of them, and a comparison holds when it does for any.
 */
sealed interface Filter {

    /** The word {@code null}. */
    Object NULL = new Object();

    /** What the expression is for an entity; empty where the entity has nothing of it. */
    List<Object> values(Entity entity, Graph graph);

    default boolean holds(Entity entity, Graph graph) {
        return values(entity, graph).contains(true);
    }

    /** A value that stands in the expression. */
    record Constant(Object value) implements Filter {
        @Override
        public List<Object> values(Entity entity, Graph graph) {
            return value == NULL ? List.of() : List.of(value);
        }

        boolean isNull() {
            return value == NULL;
        }
    }

    /** Properties, and ways to other entities, one after another. */
    record Path(List<String> steps) implements Filter {
        @Override
        public List<Object> values(Entity entity, Graph graph) {
            return values(List.of(entity), 0, graph);
        }

        private List<Object> values(List<Entity> entities, int step, Graph graph) {
            List<Object> found = new ArrayList<>();
            for (Entity each : entities) {
                EntityType.Way way = each.type().ways().get(steps.get(step));
                if (way != null && step + 1 < steps.size())
                    found.addAll(values(graph.follow(each, way.to()), step + 1, graph));
                else inside(each.find(steps.get(step)), step + 1, found);
            }
            return found;
        }

        private void inside(@org.jspecify.annotations.Nullable Object value, int step, List<Object> found) {
            if (value == null) return;
            if (step == steps.size()) found.add(value);
            else if (value instanceof Map<?, ?> map) inside(map.get(steps.get(step)), step + 1, found);
        }
    }

    /** A function, or an arithmetic operator by its name. */
    record Apply(String name, List<Filter> arguments) implements Filter {
        @Override
        public List<Object> values(Entity entity, Graph graph) {
            List<List<Object>> rows = List.of(List.of());
            for (Filter argument : arguments) {
                List<Object> values = argument.values(entity, graph);
                List<List<Object>> longer = new ArrayList<>();
                for (List<Object> row : rows)
                    for (Object value : values) {
                        List<Object> with = new ArrayList<>(row);
                        with.add(value);
                        longer.add(with);
                    }
                rows = longer;
            }
            return rows.stream()
                    .flatMap(row -> Functions.apply(name, row, graph.now()).stream())
                    .toList();
        }
    }

    /** {@code eq, ne, gt, ge, lt, le}. */
    record Compare(String operator, Filter left, Filter right) implements Filter {
        static final Set<String> OPERATORS = Set.of("eq", "ne", "gt", "ge", "lt", "le");

        @Override
        public List<Object> values(Entity entity, Graph graph) {
            if (right instanceof Constant constant && constant.isNull()) return toNull(left.values(entity, graph));
            if (left instanceof Constant constant && constant.isNull()) return toNull(right.values(entity, graph));
            List<Object> others = right.values(entity, graph);
            for (Object one : left.values(entity, graph))
                for (Object other : others) if (Values.compares(one, operator, other)) return List.of(true);
            return List.of(false);
        }

        private List<Object> toNull(List<Object> values) {
            return List.of(operator.equals("eq") && values.isEmpty() || operator.equals("ne") && !values.isEmpty());
        }
    }

    /** {@code and}, {@code or}. */
    record Both(boolean isAnd, Filter left, Filter right) implements Filter {
        @Override
        public List<Object> values(Entity entity, Graph graph) {
            boolean first = left.holds(entity, graph);
            return List.of(isAnd ? first && right.holds(entity, graph) : first || right.holds(entity, graph));
        }
    }

    /** {@code not}. */
    record Not(Filter of) implements Filter {
        @Override
        public List<Object> values(Entity entity, Graph graph) {
            return List.of(!of.holds(entity, graph));
        }
    }
}
