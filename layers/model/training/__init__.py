"""Trains the weights: `make train`. Nothing that is deployed needs torch.

data         the public texts, the invented examples, your team's corrections
flat         the linear models of the fast tier
deep         the encoder, trained with checkpoints, so that you can resume
export       the encoder's weights as int8, and its vocabulary
calibrate    the weight of each model and the thresholds, measured on validation texts
"""
