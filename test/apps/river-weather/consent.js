const key = 'river.statistics-consent';

export const agreed = () => localStorage.getItem(key) === 'yes';

document.getElementById('agree').addEventListener('click', () => {
  localStorage.setItem(key, 'yes');
  location.reload();
});
document.getElementById('refuse').addEventListener('click', () => localStorage.setItem(key, 'no'));
