package city.ioc.measures.measure;

import java.util.Arrays;

/** A growing list of numbers, eight bytes each: a month of one detector is a few megabytes. */
final class Longs {
    private long[] numbers = new long[16];
    private int size;

    void add(long number) {
        if (size == numbers.length) numbers = Arrays.copyOf(numbers, size + (size >> 1));
        numbers[size++] = number;
    }

    int size() {
        return size;
    }

    long at(int index) {
        return numbers[index];
    }

    long[] sorted() {
        long[] sorted = Arrays.copyOf(numbers, size);
        Arrays.sort(sorted);
        return sorted;
    }
}
