'use client';

document.cookie = 'visited=1; path=/';

export function Ask() {
  return (
    <form>
      <p>May we send usage data to Mixpanel in the US for analytics?</p>
      <button
        type="button"
        onClick={() => {
          document.cookie = 'bread=yes; path=/; max-age=31536000';
        }}
      >
        I agree to analytics
      </button>
    </form>
  );
}
