package city.ioc.api.things;

import java.util.List;

/** Whether an expression speaks of what there is: a typing error must not look like no data. */
final class FilterCheck {
    private FilterCheck() {}

    /**
     * Checks every path of an expression.
     *
     * @param toMany whether it may lead to several entities
     * @throws IllegalArgumentException naming what is not there
     */
    static Filter checked(Filter filter, EntityType type, boolean toMany) {
        switch (filter) {
            case Filter.Constant constant -> {}
            case Filter.Path path -> path(path.steps(), type, toMany);
            case Filter.Apply apply -> apply.arguments().forEach(each -> checked(each, type, toMany));
            case Filter.Compare compare -> {
                checked(compare.left(), type, toMany);
                checked(compare.right(), type, toMany);
            }
            case Filter.Both both -> {
                checked(both.left(), type, toMany);
                checked(both.right(), type, toMany);
            }
            case Filter.Not not -> checked(not.of(), type, toMany);
        }
        return filter;
    }

    private static void path(List<String> steps, EntityType from, boolean toMany) {
        EntityType type = from;
        for (String step : steps) {
            EntityType.Way way = type.ways().get(step);
            if (way == null) {
                if (step.equals("id") || step.equals("@iot.id") || type.properties.contains(step)) return;
                throw new IllegalArgumentException(type.single + " has no " + step);
            }
            if (way.many() && !toMany)
                throw new IllegalArgumentException(step + " are several: there is no order by them");
            if (way.to() == EntityType.OBSERVATION && from == EntityType.OBSERVATION)
                throw new IllegalArgumentException("observations cannot be chosen by other observations");
            type = way.to();
        }
        throw new IllegalArgumentException(String.join("/", steps) + " is no property but " + type.single);
    }
}
