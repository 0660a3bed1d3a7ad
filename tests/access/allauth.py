"""Who gets what from signing in, passwords and the second factor.

These pages stay open to staff without a second factor: it is where they set one up.
"""

OPEN = (200,) * 10
OPEN_READ_ONLY = (405,) * 10
# Whoever is signed in already is led home; a closed account never is.
TO_SIGN_IN = (200, 302, 302, 302, 302, 302, 302, 302, 302, 200)
SIGNED_IN = (302, 200, 200, 200, 200, 200, 200, 200, 200, 302)
SIGNED_IN_READ_ONLY = (302, 405, 405, 405, 405, 405, 405, 405, 405, 302)
# Led on: to the sign-in page, to a step before this one, or to typing the password again.
LED_ON = (302,) * 10
# Only “staff” has a second factor in the world of the matrix: an app, without codes on paper.
HAS_FACTOR = (302, 302, 302, 302, 302, 302, 302, 302, 200, 302)
HAS_APP = (302, 404, 404, 404, 404, 404, 404, 404, 302, 302)
HAS_CODES = (302, 404, 404, 404, 404, 404, 404, 404, 404, 302)

MATRIX = {
    ("GET", "account_login"): TO_SIGN_IN,
    ("POST", "account_login"): TO_SIGN_IN,
    ("GET", "account_logout"): SIGNED_IN,
    ("POST", "account_logout"): LED_ON,
    ("GET", "account_inactive"): OPEN,
    ("POST", "account_inactive"): OPEN_READ_ONLY,
    ("GET", "account_signup"): TO_SIGN_IN,  # a page that says how accounts begin
    ("POST", "account_signup"): TO_SIGN_IN,
    ("GET", "account_reauthenticate"): SIGNED_IN,
    ("POST", "account_reauthenticate"): SIGNED_IN,
    ("GET", "account_email"): SIGNED_IN,
    ("POST", "account_email"): LED_ON,
    ("GET", "account_email_verification_sent"): OPEN,
    ("POST", "account_email_verification_sent"): OPEN_READ_ONLY,
    ("GET", "account_confirm_email"): OPEN,  # an unknown link: says so
    ("POST", "account_confirm_email"): (404,) * 10,
    ("GET", "account_change_password"): SIGNED_IN,
    ("POST", "account_change_password"): SIGNED_IN,
    ("GET", "account_set_password"): LED_ON,
    ("POST", "account_set_password"): LED_ON,
    ("GET", "account_reset_password"): OPEN,
    ("POST", "account_reset_password"): OPEN,
    ("GET", "account_reset_password_done"): OPEN,
    ("POST", "account_reset_password_done"): OPEN_READ_ONLY,
    ("GET", "account_reset_password_from_key"): OPEN,  # an unknown link: says so
    ("POST", "account_reset_password_from_key"): OPEN,
    ("GET", "account_reset_password_from_key_done"): OPEN,
    ("POST", "account_reset_password_from_key_done"): OPEN_READ_ONLY,
    ("GET", "account_confirm_login_code"): LED_ON,
    ("POST", "account_confirm_login_code"): LED_ON,
    ("GET", "mfa_index"): SIGNED_IN,
    ("POST", "mfa_index"): SIGNED_IN_READ_ONLY,
    ("GET", "mfa_authenticate"): LED_ON,
    ("POST", "mfa_authenticate"): LED_ON,
    ("GET", "mfa_reauthenticate"): HAS_FACTOR,
    ("POST", "mfa_reauthenticate"): HAS_FACTOR,
    ("GET", "mfa_activate_totp"): LED_ON,
    ("POST", "mfa_activate_totp"): LED_ON,
    ("GET", "mfa_deactivate_totp"): HAS_APP,
    ("POST", "mfa_deactivate_totp"): HAS_APP,
    ("GET", "mfa_view_recovery_codes"): HAS_CODES,
    ("POST", "mfa_view_recovery_codes"): SIGNED_IN_READ_ONLY,
    ("GET", "mfa_download_recovery_codes"): HAS_CODES,
    ("POST", "mfa_download_recovery_codes"): HAS_CODES,
    ("GET", "mfa_generate_recovery_codes"): LED_ON,
    ("POST", "mfa_generate_recovery_codes"): LED_ON,
    ("GET", "mfa_list_webauthn"): SIGNED_IN,
    ("POST", "mfa_list_webauthn"): SIGNED_IN_READ_ONLY,
    ("GET", "mfa_add_webauthn"): LED_ON,
    ("POST", "mfa_add_webauthn"): LED_ON,
    ("GET", "mfa_reauthenticate_webauthn"): LED_ON,
    ("POST", "mfa_reauthenticate_webauthn"): LED_ON,
    ("GET", "mfa_remove_webauthn"): LED_ON,
    ("POST", "mfa_remove_webauthn"): LED_ON,
    ("GET", "mfa_edit_webauthn"): LED_ON,
    ("POST", "mfa_edit_webauthn"): LED_ON,
}


def arguments(world):
    return {
        "account_confirm_email": ["unknown"],
        "account_reset_password_from_key": ["1", "set-password"],
        "mfa_remove_webauthn": [1],
        "mfa_edit_webauthn": [1],
    }


def data(world):
    return {}
