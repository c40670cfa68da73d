import torch, torch.nn as nn, torch.nn.functional as F
CLASSES = 32
def cbr(i, o, k=3, s=1):
    return nn.Sequential(nn.Conv2d(i, o, k, s, k // 2, bias=False), nn.BatchNorm2d(o), nn.ReLU(inplace=True))
class Spotter(nn.Module):
    """Heat of every character class and the size of the character, at a quarter of the picture's resolution."""
    def __init__(self, a=16, b=40, c=96, d=56):
        super().__init__()
        self.c1 = cbr(1, a, 5, 2); self.c2 = cbr(a, b, 3, 2); self.c3 = cbr(b, b)
        self.d1 = cbr(b, c, 3, 2); self.d2 = cbr(c, c); self.d3 = cbr(c, c)
        self.up = cbr(c, d, 1); self.lat = cbr(b, d, 1); self.f = cbr(d, d)
        self.head = nn.Conv2d(d, CLASSES + 2, 1)
        self.head.bias.data[:CLASSES] = -4.0
    def forward(self, x):
        x = self.c2(self.c1(x)); x = self.c3(x)
        y = self.d1(x); y = y + self.d2(y); y = y + self.d3(y)
        y = F.interpolate(self.up(y), scale_factor=2.0, mode="nearest") + self.lat(x)
        return self.head(self.f(y))
