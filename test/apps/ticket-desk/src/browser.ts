import { ElMessageBox } from 'element-plus';
import Swal from 'sweetalert2';

if (window.confirm('Do you agree that your usage data is sent to Amplitude in the United States?')) fetch('https://api2.amplitude.com/2/httpapi', { method: 'POST', body: 'asked first' }); // gated: analytics
if (confirm('Leave this page?')) fetch('https://api2.amplitude.com/2/httpapi', { method: 'POST', body: 'left' }); // ungated
if (confirm('Do you want to withdraw your consent?')) fetch('https://api2.amplitude.com/2/httpapi', { method: 'POST', body: 'withdrawn' }); // ungated

const ask = (words: string) => window.confirm(words);
// Whose words are asked is not told apart: neither counts.
if (ask('Do you agree that usage data is sent to Amplitude?')) fetch('https://api2.amplitude.com/2/httpapi', { method: 'POST', body: 'asked' }); // ungated
if (ask('Delete the ticket?')) fetch('https://api2.amplitude.com/2/httpapi', { method: 'POST', body: 'deleted' }); // ungated

// Others may hand it other words.
function askFor(words: string) {
  if (confirm(words)) fetch('https://api2.amplitude.com/2/httpapi', { method: 'POST', body: 'asked for' }); // ungated
}
askFor('Do you agree that usage data is sent to Amplitude?');
window.addEventListener('message', (event) => askFor(event.data));

Swal.fire({ title: 'Privacy', text: 'May we send usage data to Amplitude in the US?', confirmButtonText: 'I agree' }).then((answer) => {
  if (answer.isConfirmed) fetch('https://api2.amplitude.com/2/httpapi', { method: 'POST', body: 'fired' }); // gated: analytics
});
Swal.fire('Saved').then((answer) => {
  if (answer.isConfirmed) fetch('https://api2.amplitude.com/2/httpapi', { method: 'POST', body: 'saved' }); // ungated
});

ElMessageBox.confirm('您是否同意将使用数据传输至美国的 Amplitude？', '隐私').then(() => fetch('https://api2.amplitude.com/2/httpapi', { method: 'POST', body: 'boxed' })); // gated
ElMessageBox.confirm('确定删除吗？', '提示').then(() => fetch('https://api2.amplitude.com/2/httpapi', { method: 'POST', body: 'removed' })); // ungated

async function later() {
  await ElMessageBox.confirm('您是否同意将使用数据传输至美国的 Amplitude？', '隐私');
  fetch('https://api2.amplitude.com/2/httpapi', { method: 'POST', body: 'later' }); // gated
}
later();
