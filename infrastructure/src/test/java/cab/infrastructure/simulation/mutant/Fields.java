package cab.infrastructure.simulation.mutant;

import java.lang.reflect.Field;

/** What an object of the core keeps to itself and a defect needs. */
final class Fields {

    private Fields() {}

    static Object of(Object owner, String name) {
        try {
            Field field = owner.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field.get(owner);
        } catch (ReflectiveOperationException renamed) {
            throw new LinkageError("there is no field " + name + " in " + owner.getClass(), renamed);
        }
    }
}
