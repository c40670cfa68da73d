"""Draws Vietnamese number plates in many typefaces and damages them: training pictures for the character spotter."""
import glob, math, os, random
import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

ALPHABET = "0123456789ABCDEFGHKLMNPQRSTUVXYZ"
SERIES = "ABCDEFGHKLMNPSTUVXYZ"
HEIGHT, WIDTH = 96, 192
FONTS = "/usr/share/fonts"

# path, (least, most) share of the letter height by which strokes are thickened
FACES = [
    ("truetype/opendin/OSP-DIN.ttf", (0.0, 0.05)),
    ("truetype/roadgeek/RG2014B.ttf", (0.0, 0.05)),
    ("truetype/roadgeek/RG2014C.ttf", (0.0, 0.04)),
    ("truetype/roadgeek/RG2014D.ttf", (0.0, 0.03)),
    ("truetype/roadgeek/RG2014EM.ttf", (0.0, 0.02)),
    ("truetype/roadgeek/RG2014F.ttf", (0.0, 0.03)),
    ("truetype/routed-gothic/routed-gothic.ttf", (0.03, 0.09)),
    ("truetype/routed-gothic/routed-gothic-narrow.ttf", (0.03, 0.08)),
    ("truetype/routed-gothic/routed-gothic-wide.ttf", (0.03, 0.10)),
    ("truetype/osifont/osifont.ttf", (0.03, 0.08)),
    ("opentype/national-park/NationalPark-Heavy.otf", (0.0, 0.0)),
    ("opentype/national-park/NationalPark-Regular.otf", (0.0, 0.05)),
    ("opentype/bebas-neue/BebasNeue-Bold.otf", (0.0, 0.0)),
    ("opentype/bebas-neue/BebasNeue-Book.otf", (0.0, 0.04)),
    ("opentype/b612/B612-Regular.otf", (0.0, 0.04)),
    ("opentype/b612/B612Mono-Bold.otf", (0.0, 0.01)),
    ("truetype/liberation/LiberationSans-Bold.ttf", (0.0, 0.0)),
    ("truetype/liberation/LiberationSans-Regular.ttf", (0.0, 0.05)),
    ("truetype/liberation/LiberationSansNarrow-Bold.ttf", (0.0, 0.0)),
    ("truetype/dejavu/DejaVuSansCondensed-Bold.ttf", (0.0, 0.0)),
    ("truetype/dejavu/DejaVuSansCondensed.ttf", (0.0, 0.05)),
    ("opentype/inter/Inter-Medium.otf", (0.0, 0.04)),
    ("opentype/inter/Inter-Bold.otf", (0.0, 0.0)),
    ("truetype/lato/Lato-Bold.ttf", (0.0, 0.03)),
    ("truetype/open-sans/OpenSans-CondBold.ttf", (0.0, 0.0)),
    ("truetype/open-sans/OpenSans-CondLight.ttf", (0.02, 0.06)),
    ("opentype/cantarell/Cantarell-Bold.otf", (0.0, 0.02)),
]
HELD_BACK = [
    ("truetype/roboto/unhinted/RobotoCondensed-Bold.ttf", (0.0, 0.01)),
    ("truetype/roadgeek/RG2014E.ttf", (0.0, 0.02)),
    ("truetype/liberation/LiberationSansNarrow-Regular.ttf", (0.02, 0.04)),
]
H = 64  # letter height of a stored glyph


def glyphs(faces):
    """Per face and character the alpha of its ink, cropped to it, H pixels high."""
    out = []
    for path, bold in faces:
        font = ImageFont.truetype(os.path.join(FONTS, path), 90)
        face = {}
        for c in ALPHABET:
            im = Image.new("L", (160, 160), 0)
            ImageDraw.Draw(im).text((30, 20), c, fill=255, font=font)
            a = np.asarray(im)
            ys, xs = np.where(a > 40)
            a = a[ys.min():ys.max() + 1, xs.min():xs.max() + 1]
            w = max(6, round(a.shape[1] * H / a.shape[0]))
            face[c] = cv2.resize(a, (w, H), interpolation=cv2.INTER_AREA)
        out.append((face, bold))
    return out


class Painter:
    def __init__(self, faces, seed):
        self.faces = glyphs(faces)
        self.r = random.Random(seed)
        self.n = np.random.default_rng(seed)

    def u(self, a, b):
        return self.r.uniform(a, b)

    def chance(self, p):
        return self.r.random() < p

    def text(self):
        """Rows of a plate, '-' and '.' being marks that are no characters."""
        r = self.r
        d = lambda n: "".join(r.choice("0123456789") for _ in range(n))
        province = str(r.randint(11, 99))
        if self.chance(0.15): return [d(0).join(r.choice(ALPHABET) for _ in range(r.randint(2, 4))), "".join(r.choice(ALPHABET) for _ in range(r.randint(4, 5)))] \
            if self.chance(0.6) else ["".join(r.choice(ALPHABET) for _ in range(r.randint(6, 9)))]
        tail = d(4) if self.chance(0.2) else d(5)
        shown = tail if len(tail) == 4 or self.chance(0.3) else tail[:3] + "." + tail[3:]
        kind = r.random()
        if kind < 0.45:   # motorcycle
            series = r.choice(SERIES) + (r.choice("123456789") if self.chance(0.75) else r.choice(SERIES))
            if self.chance(0.03): series = "MD" + r.choice("123456789")
            return [province + ("-" if self.chance(0.85) else "") + series, shown]
        series = r.choice(SERIES) if self.chance(0.85) else r.choice(["LD", "DA", "KT", "NG", "NN", "QT", "CV", "CD", "MK", "TD", "HC", "R", "RM"])
        if self.chance(0.04):
            return ["".join(r.choice(SERIES) for _ in range(2)), d(2) + "-" + d(2)] if self.chance(0.6) else ["".join(r.choice(SERIES) for _ in range(2)) + "-" + d(2) + "-" + d(2)]
        if self.chance(0.5):
            return [province + series + ("-" if self.chance(0.25) else ""), shown]
        return [province + series + ("-" if self.chance(0.85) else " ") + shown]

    def flat(self, rows):
        """The plate as seen from the front: ink alpha, size, and the box of every character."""
        r = self.r
        face, bold = r.choice(self.faces)
        one = len(rows) == 1
        ch = 44                                    # character height in the flat picture
        cw = ch * (self.u(0.46, 0.66) if one else self.u(0.44, 0.68))
        natural = self.chance(0.35)                # widths of the typeface rather than one width for all
        gap = ch * self.u(0.05, 0.2)
        thick = self.u(*bold) * ch
        kernel = None
        if thick >= 1.0:
            k = int(round(thick)) + 1
            kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (k, k))
        marks = self.chance(0.9)
        laid, widths = [], []
        tops = [1.0, self.u(0.95, 1.15)]
        for i, row in enumerate(rows):
            hgt = ch * tops[i]
            x, items = 0.0, []
            for c in row:
                if c in "-. ":
                    if c == " ":
                        x += gap * 2
                    elif c == "-":
                        w = ch * self.u(0.12, 0.3)
                        if marks: items.append((c, x, w, hgt))
                        x += w + gap
                    else:
                        w = ch * self.u(0.08, 0.16)
                        if marks: items.append((c, x, w, hgt))
                        x += w + gap
                    continue
                g = face[c]
                w = g.shape[1] * hgt / H * (cw / (0.56 * ch)) if natural else cw * tops[i]
                if not natural and c == "1": w *= self.u(0.35, 0.8) if g.shape[1] < 0.45 * H else 1.0
                if not natural and c in "MN": w *= self.u(1.0, 1.15)
                items.append((c, x, w, hgt))
                x += w + gap
            laid.append(items)
            widths.append(x - gap)
        width = max(widths)
        mx, my = ch * self.u(0.12, 0.7), ch * self.u(0.08, 0.35)
        between = ch * self.u(0.04, 0.4)
        if not one and self.chance(0.6):           # motorcycle and car plates: both rows span most of the plate
            k = int(np.argmin(widths)); s = min(1.25, width / widths[k]) if self.chance(0.3) else 1.0
            if s > 1: laid[k] = [(c, x * s, w * s, h) for c, x, w, h in laid[k]]; widths[k] *= s
        W = int(width + 2 * mx)
        total = sum(max(h for *_, h in items) for items in laid) + (0 if one else between)
        T = int(total + 2 * my)
        ink = np.zeros((T, W), np.uint8)
        boxes, y = [], my
        for items, w_row in zip(laid, widths):
            x0 = (W - w_row) / 2 + (self.u(-1, 1) * (width - w_row) * 0.2)
            hgt = max(h for *_, h in items)
            for c, x, w, h in items:
                xa, ya, wa, ha = int(round(x0 + x)), int(round(y)), max(2, int(round(w))), int(round(h))
                if c == "-":
                    t = max(2, int(ch * self.u(0.1, 0.16))); yy = ya + ha // 2 - t // 2
                    ink[yy:yy + t, xa:xa + wa] = 255; continue
                if c == ".":
                    yy = ya + (ha // 2 if self.chance(0.7) else ha - wa) - wa // 2
                    cv2.circle(ink, (xa + wa // 2, max(wa, min(T - wa - 1, yy + wa // 2))), max(1, wa // 2), 255, -1); continue
                g = cv2.resize(face[c], (wa, ha), interpolation=cv2.INTER_AREA)
                if kernel is not None: g = cv2.dilate(g, kernel)
                part = ink[ya:ya + ha, xa:xa + wa]
                if part.shape == g.shape: np.maximum(part, g, out=part)
                boxes.append((ALPHABET.index(c), xa + wa / 2, ya + ha / 2, wa, ha))
            y += hgt + between
        return ink, boxes, ch, one

    def texture(self, h, w, base):
        """Something of the street: smooth patches, stripes, edges, noise."""
        n, r = self.n, self.r
        out = np.full((h, w), base, np.float32)
        for s in (3, 8, 20):
            if self.chance(0.7):
                out += cv2.resize(n.normal(0, self.u(0, 22), (max(1, h // s), max(1, w // s))).astype(np.float32), (w, h), interpolation=cv2.INTER_CUBIC if self.chance(.7) else cv2.INTER_NEAREST)
        for _ in range(r.randint(0, 6)):
            p = n.integers(-30, 220, (r.randint(3, 5), 2)).astype(np.int32)
            if self.chance(0.6): cv2.fillPoly(out, [p], self.u(0, 255))
            else: cv2.polylines(out, [p], True, self.u(0, 255), r.randint(1, 6))
        if self.chance(0.2):
            step = r.randint(4, 14)
            ys = np.arange(h)[:, None] if self.chance(0.7) else np.arange(w)[None, :]
            out += (((ys // (step // 2)) % 2) * self.u(-60, 60)).astype(np.float32)
        if self.chance(0.15):
            cv2.putText(out, "".join(r.choice("abdefghkmnoprstuyHONDAYMTSwv0123") for _ in range(r.randint(3, 9))), (r.randint(-10, w - 40), r.randint(8, h)),
                        cv2.FONT_HERSHEY_SIMPLEX, self.u(0.25, 0.45), self.u(0, 255), 1, cv2.LINE_AA)
        return out

    def picture(self):
        """One picture and its characters: (class, x, y, w, h) in its pixels."""
        r, n = self.r, self.n
        if self.chance(0.06):                                                     # a street without a plate
            return self.damage(self.texture(HEIGHT, WIDTH, self.u(10, 220))), []
        rows = self.text()
        ink, boxes, ch, one = self.flat(rows)
        T, W = ink.shape
        scheme = r.random()
        if scheme < 0.62: paper, pen = self.u(150, 255), self.u(0, 70)
        elif scheme < 0.76: paper, pen = self.u(120, 215), self.u(0, 70)          # yellow
        else: paper, pen = self.u(30, 120), self.u(170, 255)                       # blue, red
        if abs(paper - pen) < 70: pen = 0 if paper > 128 else 255
        alpha = ink.astype(np.float32) / 255
        if self.chance(0.15): alpha *= np.clip(cv2.resize(n.uniform(0.3, 1.6, (6, 10)).astype(np.float32), (W, T)), 0, 1)   # worn paint
        plate = paper + (pen - paper) * alpha
        if self.chance(0.25):                                                     # embossing: lit and shaded edges
            e = cv2.Sobel(cv2.GaussianBlur(alpha, (0, 0), 1.2), cv2.CV_32F, r.choice([0, 1]), 1, ksize=3) if self.chance(0.5) else cv2.Sobel(cv2.GaussianBlur(alpha, (0, 0), 1.2), cv2.CV_32F, 1, 0, ksize=3)
            plate += e * self.u(-25, 25)
        if self.chance(0.75):                                                     # the line around
            i, t = r.randint(0, 3), r.randint(1, 3)
            cv2.rectangle(plate, (i, i), (W - 1 - i, T - 1 - i), pen if self.chance(0.8) else self.u(0, 255), t)
        for _ in range(r.choice([0, 0, 2, 2, 4])):                                # bolts
            c = (int(W * r.choice([self.u(0.02, 0.3), self.u(0.7, 0.98), 0.5])), int(T * r.choice([self.u(0.03, 0.2), self.u(0.45, 0.55), self.u(0.85, 0.97)])))
            cv2.circle(plate, c, int(ch * self.u(0.05, 0.13)), self.u(0, 230), -1, cv2.LINE_AA)
        if self.chance(0.25):                                                     # stamp, sticker
            cv2.circle(plate, (int(W * self.u(0.1, 0.9)), int(T * self.u(0.1, 0.9))), int(ch * self.u(0.1, 0.16)), self.u(90, 220), r.choice([1, -1]), cv2.LINE_AA)
        for _ in range(r.choice([0, 0, 0, 1, 3, 8])):                             # dirt
            cv2.ellipse(plate, (int(self.u(0, W)), int(self.u(0, T))), (int(ch * self.u(0.02, 0.22)), int(ch * self.u(0.02, 0.1))), self.u(0, 180), 0, 360, self.u(20, 200), -1)
        # where it is
        target = self.u(0.42, 1.03) * (WIDTH if W / T > 2 else min(WIDTH, HEIGHT * W / T))
        if W / T > 2: target = min(target, 0.98 * HEIGHT * W / T)
        s = target / W
        skew, turn = self.u(-0.35, 0.35) * self.chance(0.7), math.radians(r.gauss(0, 6) if self.chance(0.8) else r.gauss(0, 14))
        sx, sy = s * self.u(0.8, 1.12), s * self.u(0.85, 1.25)
        p = np.float32([[-W / 2, -T / 2], [W / 2, -T / 2], [W / 2, T / 2], [-W / 2, T / 2]])
        q = p.copy()
        q[:, 0] = p[:, 0] * sx + skew * 0.5 * p[:, 1] * sx
        q[:, 1] = p[:, 1] * sy
        c, sn = math.cos(turn), math.sin(turn)
        q = np.float32([[c * x - sn * y, sn * x + c * y] for x, y in q])
        q += n.normal(0, 0.03 * self.u(0, 1), (4, 2)).astype(np.float32) * np.float32([W * s, T * s * 1.3])
        span = q.max(0) - q.min(0)
        free = np.maximum(4, np.float32([WIDTH, HEIGHT]) - span)
        q += np.float32([WIDTH / 2, HEIGHT / 2]) + n.uniform(-0.5, 0.5, 2).astype(np.float32) * free - (q.max(0) + q.min(0)) / 2
        m = cv2.getPerspectiveTransform(p + np.float32([W / 2, T / 2]), q)
        dark = self.u(10, 200)
        back = self.texture(HEIGHT, WIDTH, dark)
        if self.chance(0.5):                                                     # frame or shadow around the plate
            g = q.mean(0) + (q - q.mean(0)) * self.u(1.02, 1.12)
            cv2.fillPoly(back, [g.astype(np.int32)], self.u(0, 160))
        k = max(0.0, 0.42 / s - 0.4)
        if k > 0.3: plate = cv2.GaussianBlur(plate, (0, 0), k)
        seen = cv2.warpPerspective(plate.astype(np.float32), m, (WIDTH, HEIGHT), flags=cv2.INTER_LINEAR)
        mask = cv2.warpPerspective(np.ones((T, W), np.float32), m, (WIDTH, HEIGHT), flags=cv2.INTER_LINEAR)
        im = back * (1 - mask) + seen * mask
        chars = []
        for k, x, y, w, h in boxes:
            quad = cv2.perspectiveTransform(np.float32([[[x - w / 2, y - h / 2], [x + w / 2, y - h / 2], [x + w / 2, y + h / 2], [x - w / 2, y + h / 2]]]), m)[0]
            cx, cy = quad.mean(0)
            lo, hi = quad.min(0), quad.max(0)
            if 0 < cx < WIDTH and 0 < cy < HEIGHT:
                up = (np.linalg.norm(quad[3] - quad[0]) + np.linalg.norm(quad[2] - quad[1])) / 2
                chars.append((k, cx, cy, hi[0] - lo[0], up))
        return self.damage(im), chars

    def damage(self, im):
        r, n = self.r, self.n
        h, w = im.shape
        if self.chance(0.3):                                                     # shadow
            p = n.integers(-60, 260, (4, 2)).astype(np.int32)
            m = np.ones((h, w), np.float32); cv2.fillPoly(m, [p], self.u(0.35, 0.8))
            im = im * cv2.GaussianBlur(m, (0, 0), self.u(0.5, 8))
        if self.chance(0.3):                                                     # one side is lit
            im = im * np.linspace(self.u(0.5, 1.1), self.u(0.5, 1.1), w, dtype=np.float32)[None, :]
            im = im * np.linspace(self.u(0.6, 1.1), self.u(0.6, 1.1), h, dtype=np.float32)[:, None]
        if self.chance(0.12):                                                    # glare
            y, x = np.mgrid[0:h, 0:w].astype(np.float32)
            im = im + self.u(40, 220) * np.exp(-(((x - self.u(0, w)) / self.u(8, 40)) ** 2 + ((y - self.u(0, h)) / self.u(6, 25)) ** 2))
        if self.chance(0.5): im = cv2.GaussianBlur(im, (0, 0), abs(r.gauss(0, 1.1)) + 0.05)
        if self.chance(0.2):                                                     # motion
            L = r.randint(2, 6); k = np.zeros((L, L), np.float32)
            cv2.line(k, (0, r.randint(0, L - 1)), (L - 1, r.randint(0, L - 1)), 1, 1); im = cv2.filter2D(im, -1, k / max(1, k.sum()))
        if self.chance(0.55):                                                    # fewer pixels
            f = self.u(0.3, 1.0)
            small = cv2.resize(im, (max(16, int(w * f)), max(8, int(h * f))), interpolation=r.choice([cv2.INTER_AREA, cv2.INTER_LINEAR, cv2.INTER_NEAREST]))
        else: small = im
        a, b = self.u(0.35, 1.15), self.u(-30, 40)
        if self.chance(0.12): a *= 0.35
        small = (small - 128) * a + 128 + b
        if self.chance(0.6): small = small + n.normal(0, abs(r.gauss(0, 9)) * min(1, a * 1.3), small.shape).astype(np.float32)
        small = np.clip(small, 0, 255).astype(np.uint8)
        if self.chance(0.5): small = cv2.imdecode(cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, r.randint(15, 90)])[1], 0)
        if small.shape != (h, w): small = cv2.resize(small, (w, h), interpolation=r.choice([cv2.INTER_LINEAR, cv2.INTER_CUBIC]))
        if self.chance(0.1):                                                     # sharpened by the camera
            small = np.clip(small * 1.7 - 0.7 * cv2.GaussianBlur(small.astype(np.float32), (0, 0), 1.2), 0, 255).astype(np.uint8)
        return small
