import { equal, finds, type GlossaryRow } from './row.ts';

/** Security, identity and privacy. */
export const security: readonly GlossaryRow[] = [
	equal('token', 'JWT, JSON web token'),
	equal('identity over OAuth', 'OIDC, OpenID Connect'),
	equal('delegated access', 'OAuth, OAuth2'),
	equal('proof of the code exchange', 'PKCE, proof key for code exchange'),
	equal(
		'request forged by another site',
		'CSRF, XSRF, cross-site request forgery, antiforgery, anti-forgery'
	),
	equal('script put into a page', 'XSS, cross-site scripting, script injection'),
	equal('sources a page may use', 'CSP, content security policy'),
	equal('request sent by the server for an attacker', 'SSRF, server-side request forgery'),
	equal('more than a password', 'MFA, 2FA, multi-factor authentication, two-factor authentication'),
	equal('one login for all', 'SSO, single sign-on'),
	equal('rights by role', 'RBAC, role-based access control'),
	equal('rights by attribute', 'ABAC, attribute-based access control'),
	equal('rights for each row', 'RLS, row-level security'),
	equal('lists of rights', 'ACL, access control list'),
	equal('both sides show certificates', 'mTLS, mutual TLS, client certificate'),
	equal('encrypted transport', 'TLS, transport layer security'),
	equal('only over HTTPS', 'HSTS, strict transport security'),
	equal('who is it', 'authentication, authn'),
	equal('what may it', 'authorization, authz, authorisation'),
	equal('out of the application', 'logout, log out, sign out'),
	equal('known vulnerability', 'CVE, common vulnerabilities and exposures'),
	equal('service flooded', 'DDoS, denial of service, distributed denial of service'),
	equal('attacker in between', 'MITM, man in the middle'),
	equal('personal data', 'PII, personally identifiable information'),
	equal('privacy law', 'GDPR, General Data Protection Regulation'),
	equal('rights of cloud users', 'IAM, identity and access management'),
	equal('symmetric cipher', 'AES, advanced encryption standard'),
	equal('certificates and authorities', 'PKI, public key infrastructure'),
	equal('secure shell', 'SSH, secure shell'),
	equal('as few rights as possible', 'least privilege, principle of least privilege'),
	equal('parts of the software, listed', 'SBOM, software bill of materials'),
	finds('authentication or authorization', 'auth', 'authentication, authorization'),
	finds('transport encryption', 'SSL, https certificate, ssl certificate', 'TLS, certificate'),
	finds(
		'passwords kept safely',
		'store password, save password, keep passwords, encrypt password, forgotten hash',
		'password hashing, bcrypt, Argon2, salt'
	),
	finds(
		'who may do what',
		'only admins, admin only, allow only, restrict access, limit access, user rights, user permissions, access rights',
		'authorization, RBAC, permission, policy'
	),
	finds(
		'is it the right person',
		'check user identity, prove identity, check password, verify user, logged in user',
		'authentication, identity'
	),
	finds(
		'SQL sent as input',
		'user input in query, user input in sql, concatenate sql, string concatenation sql, hack database, malicious sql',
		'SQL injection, parameterized query'
	),
	finds(
		'secrets out of the code',
		'password in code, api key in code, hide api key, hide password, keep secret, keep keys safe, hardcoded password, password in git, connection string secret',
		'secret management, secrets, key vault, environment variable'
	),
	finds(
		'input shown in a page',
		'user html, escape html, sanitize html, javascript in comment field',
		'XSS, sanitization, output encoding'
	),
	finds(
		'a token that ends',
		'token expired, session expired, stay logged in, keep logged in, logged out after',
		'refresh token, session, expiration'
	),
	finds(
		'taken back',
		'invalidate token, revoke access, force logout, log out everywhere',
		'token revocation, revocation'
	),
	finds(
		'login of another provider',
		'login with google, sign in with google, login with facebook, social login, login with github',
		'OAuth, OpenID Connect, external provider'
	),
	finds(
		'services show who they are',
		'service to service auth, machine to machine, secure calls between services',
		'client credentials, mTLS, service account'
	),
	finds(
		'data unreadable on disk',
		'encrypt data, encrypt files, scramble data, protect stored data, unreadable data',
		'encryption, encryption at rest'
	),
	finds(
		'keys are changed',
		'change keys, replace keys, change secrets regularly, renew certificate',
		'key rotation, rotation'
	),
	finds(
		'guessing passwords',
		'guess password, many login attempts, password attempts, lock account',
		'brute force, account lockout, rate limiting'
	),
	finds(
		'holes in dependencies',
		'vulnerable packages, insecure dependency, unsafe packages, security holes',
		'vulnerability, dependency scanning, supply chain'
	),
	finds(
		'check that nobody changed it',
		'detect tampering, tampered file, verify download, verify file',
		'checksum, digital signature, integrity'
	),
	finds(
		'right to be forgotten',
		'delete personal data, forget user, remove personal data, hide personal data',
		'GDPR, anonymization'
	),
	finds(
		'no guesses of addresses',
		'guess ids, predictable ids, guessable url, other users data by id',
		'IDOR, broken access control, UUID'
	),
	finds('a framed page', 'page in iframe, embedded in other site', 'clickjacking, frame-ancestors')
];
