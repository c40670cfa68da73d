package city.ioc.edge.vision.detect;

/** The classes of the network's training data (COCO) that are on the road. {@code channel}: their place among its 80. */
enum CocoClass {
    PERSON(0),
    BICYCLE(1),
    CAR(2),
    MOTORCYCLE(3),
    BUS(5),
    TRUCK(7);

    private final int channel;

    CocoClass(int channel) {
        this.channel = channel;
    }

    int channel() {
        return channel;
    }
}
