"""Which months were closed before their costs were kept."""

import sqlalchemy as sa
from alembic import op

revision = "0092"
down_revision = "0091"


def upgrade() -> None:
    op.add_column("closures", sa.Column("keeps_costs", sa.Boolean(), nullable=False, server_default=sa.true()))
    closures, costs = sa.table("closures", sa.column("id"), sa.column("keeps_costs")), sa.table("closed_costs")
    costs.append_column(sa.column("closure_id"))
    kept = sa.select(costs.c.closure_id)
    # Of one without any nobody knows whether there were none.
    op.execute(closures.update().where(closures.c.id.not_in(kept)).values(keeps_costs=False))


def downgrade() -> None:
    op.drop_column("closures", "keeps_costs")
