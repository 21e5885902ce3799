"""A charge of Stripe has one ref, by webhook and by export; refunds have their day, and wait for their charge."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.add_column("told_refunds", sa.Column("told_on", sa.Date(), nullable=True))
    op.add_column("deliveries", sa.Column("waits_for", sa.Text(), nullable=True))
    # What came by webhook was called "stripe ch_…", what came by export "ch_…". One that came both ways stays twice,
    # for a person to remove one of them: which of the two was changed by hand is not for a migration to say.
    op.execute(
        "UPDATE payments SET ref = substr(ref, 8) WHERE ref LIKE 'stripe %' AND NOT EXISTS "
        "(SELECT 1 FROM payments AS other WHERE other.ref = substr(payments.ref, 8))"
    )


def downgrade() -> None:
    op.drop_column("deliveries", "waits_for")
    op.drop_column("told_refunds", "told_on")
