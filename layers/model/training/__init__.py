"""How the weights are made again: `make train`. Nothing that is deployed needs torch.

data         the public texts, the invented examples, a team's own corrections
flat         the linear models of the fast tier
deep         the encoder, taught with checkpoints that can be gone on from
export       the encoder's weights as int8, and its vocabulary
calibrate    how much each of the two counts, how sure is sure: measured on validation texts
report       what the model card says, measured
"""
