<html><body>
<c:if test="${cookie.cookie_consent.value == 'accepted'}">
<script src="https://www.googletagmanager.com/gtag/js?id=1"></script><!-- gated: any to: US google-analytics -->
</c:if>
</body></html>
