Page({
  data: { teas: [], agreed: false },
  onLoad() {
    this.setData({ teas: ['Sejak', 'Ujeon'] });
    if (!this.data.agreed) wx.reportAnalytics('menu', { first: true }); // ungated to: CN wechat-analysis
  },
  onAgree() {
    this.setData({ agreed: true });
  },
  onAsk(event) {
    this.advise(event.detail.value);
  },
  advise(question) {
    const messages = [{ role: 'user', content: question }];
    wx.request({ url: 'https://api.deepseek.com/chat/completions', method: 'POST', data: { messages } }); // ungated to: CN deepseek
  },
});
