'use strict';
// The same id is another country at another cloud: ap-southeast-1 is Singapore here.
const OSS = require('ali-oss');

const hangzhou = new OSS({ region: 'oss-cn-hangzhou', bucket: 'photos' });

exports.toHangzhou = (key, body) => hangzhou.put(key, body); // ungated to: CN aliyun-oss

exports.toSingapore = function (key, body) {
  const client = new OSS({ region: 'oss-ap-southeast-1', bucket: 'photos' });
  return client.put(key, body); // ungated to: SG aliyun-oss
};
