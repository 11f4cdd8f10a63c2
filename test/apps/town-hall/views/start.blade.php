@if(Cookie::get('cookie_consent') == 'accepted')
<script src="https://www.googletagmanager.com/gtag/js?id={{ $id }}"></script><!-- gated: any to: US google-analytics -->
@endif
<script src="https://plausible.io/js/script.js"></script><!-- ungated to: DE plausible -->
