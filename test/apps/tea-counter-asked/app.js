App({
  globalData: { agreed: false },
  onLaunch() {
    wx.getPrivacySetting({
      success: (res) => {
        if (!res.needAuthorization) wx.reportEvent('launch', { scene: 1001 }); // gated: policy by wechat
      },
    });
  },
});
