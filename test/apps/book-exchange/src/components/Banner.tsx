import styled from '@emotion/styled';

const FORM = 'https://docs.google.com/forms/d/e/1FAIpQL/viewform'; // none
const GUIDE = 'https://docs.google.com/document/d/1abc/edit'; // none

export const Banner = () => (
  <Frame href={FORM} target="_blank">
    <button type="button" onClick={() => window.open(GUIDE, '_blank')} />
  </Frame>
);

const Frame = styled.a``;
