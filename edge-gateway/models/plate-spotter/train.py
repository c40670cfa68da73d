"""Trains the character spotter on drawn plates: train.py MINUTES OUT [CHECKPOINT]. Needs python3-torch, python3-opencv, python3-pil and the fonts of plates.py."""
import math, sys, time
import cv2
import numpy as np
import torch
import torch.nn.functional as F
from torch.utils.data import DataLoader, IterableDataset
from net import Spotter, CLASSES
from plates import FACES, HEIGHT, HELD_BACK, WIDTH, Painter

STRIDE, BATCH, MOST = 4, 32, 12


class Drawn(IterableDataset):
    """Every picture is drawn once and used twice: as it is and turned to its negative with another contrast."""
    def __init__(self, faces, seed):
        self.faces, self.seed = faces, seed

    def __iter__(self):
        cv2.setNumThreads(1); torch.set_num_threads(1)
        info = torch.utils.data.get_worker_info()
        painter = Painter(self.faces, self.seed + (info.id if info else 0) * 1000)
        while True:
            im, chars = painter.picture()
            target = encode(chars)
            yield im, *target
            if painter.chance(0.35):
                yield twin(painter, im), *target


def twin(p, im):
    im = im.astype(np.float32)
    if p.chance(0.3): im = 255 - im
    im = (im - 128) * p.u(0.5, 1.3) + 128 + p.u(-25, 25) + p.n.normal(0, p.u(0, 6), im.shape)
    if p.chance(0.5): im = cv2.GaussianBlur(im, (0, 0), p.u(0.2, 1.1))
    return np.clip(im, 0, 255).astype(np.uint8)


def encode(chars):
    out = np.zeros((MOST, 5), np.float32); out[:, 0] = -1
    for i, c in enumerate(chars[:MOST]): out[i] = c
    return (out,)


def heat(chars, h, w):
    """Target heat maps, and for every character its cell, class and logarithmic size."""
    t = np.zeros((chars.shape[0], CLASSES, h, w), np.float32)
    b, i = np.nonzero(chars[:, :, 0] >= 0)
    k, x, y, cw, ch = chars[b, i].T
    k = k.astype(np.int64)
    gx, gy = x / STRIDE - 0.5, y / STRIDE - 0.5
    ix, iy = np.clip(np.rint(gx), 0, w - 1).astype(np.int64), np.clip(np.rint(gy), 0, h - 1).astype(np.int64)
    sx, sy = np.maximum(0.55, cw / STRIDE * 0.16), np.maximum(0.55, ch / STRIDE * 0.14)
    across = np.exp(-((np.arange(w)[None, :] - gx[:, None]) ** 2) / (2 * sx * sx)[:, None])
    down = np.exp(-((np.arange(h)[None, :] - gy[:, None]) ** 2) / (2 * sy * sy)[:, None])
    for n in range(len(k)):
        np.maximum(t[b[n], k[n]], down[n][:, None] * across[n][None, :], out=t[b[n], k[n]])
    t[b, k, iy, ix] = 1
    size = np.stack([np.log(np.maximum(2, cw) / 16), np.log(np.maximum(2, ch) / 16)], 1).astype(np.float32)
    return torch.from_numpy(t), torch.from_numpy(np.stack([b, iy, ix], 1)), torch.from_numpy(k), torch.from_numpy(size)


def loss_of(out, chars):
    t, at, kind, size = heat(chars.numpy(), out.shape[2], out.shape[3])
    z = out[:, :CLASSES]
    p = torch.sigmoid(z).clamp(1e-4, 1 - 1e-4)
    pos = (t == 1).float()
    n = max(1.0, float(pos.sum()))
    focal = -(pos * (1 - p) ** 2 * p.log() + (1 - pos) * (1 - t) ** 4 * p ** 2 * (1 - p).log()).sum() / n
    if len(at) == 0: return focal, focal.item(), 0.0, 0.0, 1.0
    cells = out[at[:, 0], :, at[:, 1], at[:, 2]]
    ce = F.cross_entropy(cells[:, :CLASSES], kind)
    sz = F.l1_loss(cells[:, CLASSES:], size)
    return focal + 0.7 * ce + 0.5 * sz, focal.item(), ce.item(), sz.item(), (cells[:, :CLASSES].argmax(1) == kind).float().mean().item()


def prepare(im):
    return ((im.float() - 127.5) / 64).unsqueeze(1).contiguous(memory_format=torch.channels_last)


def main():
    minutes, out = float(sys.argv[1]), sys.argv[2]
    torch.manual_seed(7); torch.set_num_threads(1)
    net = Spotter().to(memory_format=torch.channels_last)
    if len(sys.argv) > 3: net.load_state_dict(torch.load(sys.argv[3]))
    opt = torch.optim.AdamW(net.parameters(), lr=2e-3, weight_decay=1e-3)
    peak = 3e-3 if len(sys.argv) <= 3 else 1.2e-3
    checks = [next(iter(DataLoader(Drawn(f, 99), batch_size=96, num_workers=0))) for f in (FACES, HELD_BACK)]
    feed = iter(DataLoader(Drawn(FACES, int(time.time()) % 100000), batch_size=BATCH, num_workers=1, prefetch_factor=8))
    start, step, sums = time.time(), 0, np.zeros(4)
    while True:
        f = (time.time() - start) / (60 * minutes)
        if f >= 1: break
        lr = peak * min(1, step / 100 + 0.02) * (0.5 + 0.5 * math.cos(math.pi * f))
        for g in opt.param_groups: g["lr"] = lr
        im, chars = next(feed)
        net.train()
        with torch.autocast("cpu", dtype=torch.bfloat16): seen = net(prepare(im))
        total, *parts = loss_of(seen.float(), chars)
        opt.zero_grad(); total.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
        opt.step()
        step += 1; sums += parts
        if step % 200 == 0:
            net.eval()
            with torch.no_grad(): acc = [loss_of(net(prepare(i)), c)[1:] for i, c in checks]
            print(f"{(time.time() - start) / 60:5.1f} min step {step} lr {lr:.5f} focal {sums[0] / 200:.3f} ce {sums[1] / 200:.3f} size {sums[2] / 200:.3f} acc {sums[3] / 200:.4f}"
                  + "".join(f" | check focal {a[0]:.3f} acc {a[3]:.4f}" for a in acc), flush=True)
            sums[:] = 0
            torch.save(net.state_dict(), out + ".pt")
    net.eval()
    torch.save(net.state_dict(), out + ".pt")


if __name__ == "__main__":
    main()
