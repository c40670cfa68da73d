package city.ioc.contracts.camera;

/** A mark that was found in the picture and measured on the road. */
public record SurveyPoint(PixelPoint pixel, GroundPoint ground) {}
