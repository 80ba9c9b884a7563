package cab.infrastructure.simulation.mutant;

import java.util.List;

/**
 * A deliberate defect. Immutable.
 *
 * @param name short and stable
 * @param imitates the real failures that it imitates, by their number in the catalogue
 * @param words what is wrong with it, in words
 * @param changes what is changed
 */
record Mutant(String name, String imitates, String words, List<Change> changes) {

    Mutant {
        changes = List.copyOf(changes);
    }

    static Mutant of(String name, String imitates, String words, Change... changes) {
        return new Mutant(name, imitates, words, List.of(changes));
    }
}
