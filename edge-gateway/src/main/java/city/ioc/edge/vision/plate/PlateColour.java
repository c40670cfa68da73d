package city.ioc.edge.vision.plate;

/** Ground of a plate: private and commercial vehicles, the state's, the army's. */
public enum PlateColour {
    WHITE,
    YELLOW,
    BLUE,
    RED
}
