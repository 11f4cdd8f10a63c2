'use strict';
const { S3Client, PutObjectCommand } = require('@aws-sdk/client-s3');
const regions = { home: 'ap-northeast-2', partner: 'cn-north-1' };

const seoul = new S3Client({ region: regions.home });
const beijing = new S3Client({ region: regions.partner });

async function keep(Key, Body) {
  await seoul.send(new PutObjectCommand({ Bucket: 'photos', Key, Body })); // ungated to: KR amazon-s3
}

async function share(Key, Body) {
  await beijing.send(new PutObjectCommand({ Bucket: 'photos-cn', Key, Body })); // ungated to: CN amazon-s3
}

module.exports = { keep, share };
