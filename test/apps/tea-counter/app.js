App({
  globalData: { agreed: false },
  onLaunch() {
    wx.reportEvent('launch', { scene: 1001 }); // ungated to: CN wechat-analysis
  },
});
