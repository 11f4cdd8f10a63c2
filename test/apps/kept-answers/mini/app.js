App({
  onLaunch() {
    wx.setStorage({ key: 'launched', data: true });
    wx.getStorage({
      key: 'statistics',
      success(res) {
        if (res.data) wx.request({ url: 'https://api.mixpanel.com/track?kept', method: 'POST' }); // gated: analytics
      },
    });
    wx.getStorage({ key: 'launched' }).then(({ data }) => {
      if (data) wx.request({ url: 'https://api.mixpanel.com/track?launched', method: 'POST' }); // ungated
    });
    wx.showModal({
      title: 'Usage analytics',
      content: 'May we send usage data to Mixpanel in the US?',
      confirmText: 'Agree',
      success(res) {
        if (res.confirm) wx.setStorage({ key: 'statistics', data: true });
      },
    });
  },
});
