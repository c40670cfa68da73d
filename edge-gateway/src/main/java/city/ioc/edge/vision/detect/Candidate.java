package city.ioc.edge.vision.detect;

/** A box as the network proposes it, in pixels of the picture: not yet freed of duplicates, persons apart from what they ride. */
record Candidate(CocoClass kind, double score, double left, double top, double right, double bottom) {
    double width() {
        return right - left;
    }

    double height() {
        return bottom - top;
    }

    double area() {
        return width() * height();
    }

    double overlap(Candidate other) {
        double w = Math.min(right, other.right) - Math.max(left, other.left);
        double h = Math.min(bottom, other.bottom) - Math.max(top, other.top);
        return w > 0 && h > 0 ? w * h : 0;
    }

    double iou(Candidate other) {
        double shared = overlap(other);
        return shared / (area() + other.area() - shared);
    }

    /** How much of the smaller box the other covers. */
    double containment(Candidate other) {
        return overlap(other) / Math.min(area(), other.area());
    }

    Candidate moved(double byX, double byY) {
        return new Candidate(kind, score, left + byX, top + byY, right + byX, bottom + byY);
    }
}
