import { forwardRef } from 'react';
import { Slot } from '@radix-ui/react-slot';

export const Button = ({ onClick, children }) => (
  <button className="oar" onClick={onClick}>
    {children}
  </button>
);

export const Spread = forwardRef(({ asChild, ...props }, ref) => {
  const Made = asChild ? Slot : 'button';
  return <Made ref={ref} {...props} />;
});

// What it is given is called by a handler of its own.
export const Busy = ({ onClick, label }) => (
  <button
    onClick={() => {
      console.info('pressed');
      onClick();
    }}
  >
    {label}
  </button>
);

export const Notice = ({ onReady, children }) => {
  onReady();
  return <p>{children}</p>;
};
