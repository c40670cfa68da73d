import sys, torch
from net import Spotter
net = Spotter(); net.load_state_dict(torch.load(sys.argv[1])); net.eval()
torch.onnx.export(net, torch.zeros(1, 1, 96, 192), sys.argv[2], opset_version=13, input_names=["picture"], output_names=["heat"],
                  dynamic_axes={"picture": {0: "n", 2: "h", 3: "w"}, "heat": {0: "n", 2: "h", 3: "w"}})
