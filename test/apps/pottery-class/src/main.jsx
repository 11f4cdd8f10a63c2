// Components that are classes: what `setState` changes is what `this.state` holds.
import mixpanel from 'mixpanel-browser';
import React, { Component } from 'react';
import { createRoot } from 'react-dom/client';

class Wheel extends Component {
  constructor(props) {
    super(props);
    this.state = { consent: null, turns: 0 };
  }

  componentDidUpdate() {
    if (this.state.consent === 'yes') mixpanel.init('wheel'); // gated
    if (this.state.turns > 3) mixpanel.init('turns'); // ungated
  }

  accept() {
    this.setState({ consent: 'yes' });
  }

  render() {
    return (
      <div>
        <p>May we measure how you use the studio's pages?</p>
        <button onClick={() => this.accept()}>Accept analytics</button>
        <button onClick={() => this.setState({ consent: 'no' })}>Decline</button>
        <button onClick={() => this.setState(({ turns }) => ({ turns: turns + 1 }))}>Turn</button>
      </div>
    );
  }
}

class Kiln extends React.PureComponent {
  state = { measured: true };

  render() {
    if (this.state.measured) mixpanel.init('kiln'); // ungated
    return (
      <div>
        <p>May we measure how you use the studio's pages?</p>
        <button onClick={() => this.setState({ measured: true })}>Accept analytics</button>
        <button onClick={() => this.setState({ measured: false })}>Decline</button>
      </div>
    );
  }
}

class Shelf extends Component {
  state = { consent: null, ready: false };

  componentDidMount() {
    // What a server says of somebody may say anything: the name is all that is left.
    fetch('/me').then((answer) => answer.json()).then((me) => this.setState(me));
    if (this.state.consent) mixpanel.init('shelf'); // gated
    if (this.state.ready) mixpanel.init('shelf, ready'); // ungated
    this.setState({ seen: true }, () => mixpanel.init('shelf, seen')); // ungated
  }

  render() {
    return (
      <div>
        <p>May we measure how you use the studio's pages?</p>
        <button onClick={() => this.setState({ consent: true })}>Accept analytics</button>
      </div>
    );
  }
}

createRoot(document.body).render(
  <>
    <Wheel />
    <Kiln />
    <Shelf />
  </>,
);
