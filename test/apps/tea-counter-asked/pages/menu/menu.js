Page({
  data: { teas: [], agreed: false, mayAsk: false },
  onLoad() {
    this.setData({ teas: ['Sejak', 'Ujeon'] });
  },
  onAgree() {
    this.setData({ agreed: true });
    wx.reportAnalytics('agreed', {}); // gated: analytics
  },
  onShow() {
    if (this.data.agreed) wx.reportAnalytics('menu', { first: true }); // gated: any
  },
  onAllow() {
    this.setData({ mayAsk: true });
  },
  onAsk(event) {
    if (!this.data.mayAsk) return;
    const messages = [{ role: 'user', content: event.detail.value }];
    wx.request({ url: 'https://api.deepseek.com/chat/completions', method: 'POST', data: { messages } }); // gated: ai to: CN deepseek
  },
  onWish() {
    wx.requirePrivacyAuthorize({
      success: () => {
        wx.reportEvent('wish', {}); // gated: policy by wechat
      },
    });
  },
});
