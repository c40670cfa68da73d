package city.ioc.contracts.camera;

import city.ioc.contracts.id.SignalGroupId;

/**
 * A signal head of the camera's intersection, facing it. The region may be some larger than the head, with one head in it.
 *
 * @param x of its upper left corner, pixels
 */
public record PictureHead(String id, SignalGroupId group, int x, int y, int width, int height) {}
