document.getElementById('rink-yes')?.addEventListener('click', () => {
  document.cookie = 'rink_count=on; path=/; max-age=31536000';
});

document.getElementById('rink-no')?.addEventListener('click', () => {
  document.cookie = 'rink_count=off; path=/; max-age=31536000';
});
