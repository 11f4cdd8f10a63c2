'use strict';
const express = require('express');
const { keep, share } = require('./storage');
const mirror = require('./mirror.cjs');

const app = express();

app.put('/photos/:key', express.raw({ type: 'image/*' }), async (req, res) => {
  await keep(req.params.key, req.body);
  await mirror.toHangzhou(req.params.key, req.body);
  res.status(204).end();
});

app.post('/photos/:key/share', express.raw({ type: 'image/*' }), async (req, res) => {
  await share(req.params.key, req.body);
  await mirror.toSingapore(req.params.key, req.body);
  res.status(204).end();
});

app.listen(3000);
