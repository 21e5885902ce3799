"""How a form looks: the firm's colour and logo, light or dark, and the language."""
