package cab.infrastructure.exchange.simulated;

import java.util.Arrays;

/**
 * Knows which of many lanes is next: by time, at one instant by phase, then in the order in which they were added. A
 * heap, so that a step costs a few comparisons and not one for each lane. No allocation after the last lane was added.
 *
 * <p>Owned by the exchange's thread.
 */
final class LaneQueue {

    private Lane[] lanes = {};

    /** Numbers of lanes; none comes before the one at half its place. */
    private int[] heap = {};

    /** Where in the heap a lane is, by its number. */
    private int[] places = {};

    private Lane[] changed = {};
    private boolean[] noted = {};
    private int changes;

    /** Adds the lane of the next number, which is not known to have changed. */
    void add(Lane lane) {
        int number = lanes.length;
        lanes = Arrays.copyOf(lanes, number + 1);
        heap = Arrays.copyOf(heap, number + 1);
        places = Arrays.copyOf(places, number + 1);
        changed = Arrays.copyOf(changed, number + 1);
        noted = Arrays.copyOf(noted, number + 1);
        lanes[number] = lane;
        put(number, number);
        rise(number);
    }

    /** A lane will have to look again at what happens next. One that is not added yet looks when it is. */
    void note(Lane lane) {
        int number = lane.number();
        if (number < lanes.length && !noted[number]) {
            noted[number] = true;
            changed[changes++] = lane;
        }
    }

    /** The next one, after all that have changed have looked again. */
    Lane first() {
        while (changes > 0) {
            Lane lane = changed[--changes];
            noted[lane.number()] = false;
            lane.refreshIfStale();
            moved(lane);
        }
        return lanes[heap[0]];
    }

    /** Something else happens next on {@code lane}. */
    void moved(Lane lane) {
        if (lanes.length > 1) {
            rise(places[lane.number()]);
            sink(places[lane.number()]);
        }
    }

    private void rise(int from) {
        int number = heap[from];
        int place = from;
        while (place > 0) {
            int above = (place - 1) >> 1;
            if (!comesBefore(number, heap[above])) {
                break;
            }
            put(heap[above], place);
            place = above;
        }
        put(number, place);
    }

    private void sink(int from) {
        int number = heap[from];
        int place = from;
        while (true) {
            int below = 2 * place + 1;
            if (below >= heap.length) {
                break;
            }
            if (below + 1 < heap.length && comesBefore(heap[below + 1], heap[below])) {
                below++;
            }
            if (!comesBefore(heap[below], number)) {
                break;
            }
            put(heap[below], place);
            place = below;
        }
        put(number, place);
    }

    private void put(int number, int place) {
        heap[place] = number;
        places[number] = place;
    }

    private boolean comesBefore(int one, int other) {
        Lane left = lanes[one];
        Lane right = lanes[other];
        if (left.nextMs() != right.nextMs()) {
            return left.nextMs() < right.nextMs();
        }
        int byPhase = left.nextPhase().compareTo(right.nextPhase());
        return byPhase != 0 ? byPhase < 0 : one < other;
    }
}
